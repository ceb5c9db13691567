"""Words with which no sentence, title or line ends: articles, conjunctions and prepositions.

Left out is what may stand at an end after all: English prepositions ("what it is made of"), parts
of verbs (German "fängt an", Dutch "kijkt op"), pronouns ("was ist das"); and what is a word of
another language that may ("do", "no", "we" and "van" in English, "den" in Swedish).
"""

BY_LANGUAGE = {
    "ar": "في من على إلى عن أن التي الذي",
    "bg": "и в във на с със от за по до при или",
    "ca": "el la els les un una de del dels al als i amb per en",
    "cs": "i v ve z k ke s se o od na po při nebo",
    "da": "og eller en et af",
    "de": "und oder sowie der des eines einem ins zum zur vom beim",
    "el": "ο η το οι τον την του της των στο στη στην στον στους στις στα από και με σε για προς",
    "en": "the a and or",
    "es": "el la los las un una y o e de del al a en con por para sobre entre desde hasta",
    "fa": "و در از به که با برای",
    "fi": "ja tai sekä",
    "fr": "le la les un une des du de au aux et ou à dans par chez entre leurs",
    "he": "של את על עם אל או",
    "hi": "और या",
    "hr": "i na s sa od za po ili",
    "hu": "a az és vagy egy",
    "id": "atau di ke dari yang pada untuk dengan",
    "it": "il lo la gli le un una e ed o di del dello della dei degli delle al alla ai alle "
    "nel nella nei nelle dalla dai dalle sul sulla sui sulle con per tra fra",
    "nb": "og eller en et av",
    "nl": "de een en",
    "pl": "i w z na o od po za dla oraz lub przez przy",
    "pt": "o a os um uma e ou de da dos na nos nas em com por para ao à pelo pela",
    "ro": "și sau de din la cu pe în pentru un",
    "ru": "и в во на с со к ко о об от до из за по для при без через или",
    "sk": "a i v vo z zo k ku s o od na po pre pri alebo",
    "sv": "och eller en ett av",
    "tr": "ve bir",
    "uk": "і й та в у на з до від за по для про або",
    "vi": "và của các những với",
}
OPEN_WORDS = frozenset(word for words in BY_LANGUAGE.values() for word in words.split())
