"""The charset labels that pages declare, and Python's decoder for each.

Labels and their meaning follow the WHATWG Encoding Standard (encoding.spec.whatwg.org, "Names and
labels"): what a page calls ISO-8859-1 is read as windows-1252, GB2312 as GB18030, and so on.
Python's own look-up is not used, for it also knows `hex`, `zip` or `utf-7`, which no page may ask
for.
"""

DECODERS = {
    "utf-8": ("utf8", "unicode11utf8", "xunicode20utf8"),
    "utf-16-le": ("utf16", "utf16le", "ucs2", "unicode", "iso10646ucs2", "csunicode"),
    "utf-16-be": ("utf16be", "unicodefffe"),
    "cp866": ("cp866", "866", "ibm866", "csibm866"),
    "iso8859-2": ("iso88592", "latin2", "l2", "isoir101", "csisolatin2"),
    "iso8859-3": ("iso88593", "latin3", "l3", "isoir109", "csisolatin3"),
    "iso8859-4": ("iso88594", "latin4", "l4", "isoir110", "csisolatin4"),
    "iso8859-5": ("iso88595", "cyrillic", "isoir144", "csisolatincyrillic"),
    "iso8859-6": ("iso88596", "arabic", "asmo708", "ecma114", "isoir127", "csisolatinarabic"),
    "iso8859-7": ("iso88597", "greek", "greek8", "ecma118", "elot928", "isoir126"),
    "iso8859-8": ("iso88598", "hebrew", "visual", "iso88598i", "logical", "isoir138"),
    "iso8859-10": ("iso885910", "latin6", "l6", "isoir157"),
    "iso8859-13": ("iso885913",),
    "iso8859-14": ("iso885914",),
    "iso8859-15": ("iso885915", "latin9", "l9", "csisolatin9"),
    "iso8859-16": ("iso885916",),
    "koi8-r": ("koi8r", "koi8", "koi", "cskoi8r"),
    "koi8-u": ("koi8u", "koi8ru"),
    "mac-roman": ("macintosh", "mac", "xmacroman", "csmacintosh"),
    "mac-cyrillic": ("xmaccyrillic", "xmacukrainian"),
    "cp874": ("windows874", "cp874", "dos874", "tis620", "iso885911"),
    "cp1250": ("windows1250", "cp1250", "xcp1250"),
    "cp1251": ("windows1251", "cp1251", "xcp1251"),
    "cp1252": (
        *("windows1252", "cp1252", "xcp1252", "iso88591", "latin1", "l1", "isoir100"),
        *("ascii", "usascii", "ansix341968", "cp819", "ibm819", "csisolatin1"),
    ),
    "cp1253": ("windows1253", "cp1253", "xcp1253"),
    "cp1254": ("windows1254", "cp1254", "xcp1254", "iso88599", "latin5", "l5", "isoir148"),
    "cp1255": ("windows1255", "cp1255", "xcp1255"),
    "cp1256": ("windows1256", "cp1256", "xcp1256"),
    "cp1257": ("windows1257", "cp1257", "xcp1257"),
    "cp1258": ("windows1258", "cp1258", "xcp1258"),
    "gb18030": ("gb18030", "gbk", "gb2312", "xgbk", "gb231280", "chinese", "csgb2312", "isoir58"),
    "big5hkscs": ("big5", "big5hkscs", "cnbig5", "xxbig5", "csbig5"),
    "euc_jp": ("eucjp", "xeucjp", "cseucpkdfmtjapanese"),
    "iso2022_jp": ("iso2022jp", "csiso2022jp"),
    "cp932": ("shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "ms932", "csshiftjis"),
    "cp949": ("euckr", "ksc56011987", "ksc5601", "korean", "windows949", "cseuckr", "isoir149"),
}
BY_LABEL = {label: decoder for decoder, labels in DECODERS.items() for label in labels}


def decoder_for(label: str | None) -> str | None:
    """Python's decoder for a declared charset, or None where the label means nothing."""
    return BY_LABEL.get("".join(filter(str.isalnum, label.lower()))) if label else None
