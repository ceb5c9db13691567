"""The commonest surnames of East Asia, by which a name without a blank is told from other words."""

import re

# From 4 to 8 of ten people in each land bear one of these.
JAPANESE = frozenset(
    """佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田
    佐々木 山口 松本 井上 木村 斎藤 斉藤 齋藤 清水 山崎 阿部 池田 橋本 山下
    石川 中島 前田 藤田 後藤 小川 岡田 村上 長谷川 近藤 石井 坂本 遠藤 藤井
    青木 福田 三浦 西村 藤原 太田 松田 原田 岡本 中野 中川 小野 田村 竹内
    金子 中山 和田 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木
    谷口 大野 丸山 今井 河野 藤本 村田 武田 上野 杉山 増田 平野 菅原 久保
    松井 千葉 岩崎 野口 松尾 菊地 菊池 木下 佐野 野村 新井 古川 小島 桜井
    水野 高田 渡部 山内 西田 大塚 市川 安藤 島田 服部 川口 吉川 川村 北村
    飯田 本田 辻本 関口 樋口 東野""".split()
)
CHINESE = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧"
    "许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊陆陸郝孔崔邱"
    "秦江史顾顧侯邵孟龙龍万萬段钱錢汤湯尹黎易武乔喬贺賀赖賴龚龔"
)
KOREAN = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류"
)
HAN_NAME = re.compile(r"[\u4e00-\u9fff々]{2,5}")
JAPANESE_GIVEN = range(1, 4)
KOREAN_NAME = re.compile(r"[가-힣]{3}")
CHINESE_LENGTHS = (2, 3)


def is_eastern_name(text: str) -> bool:
    """Whether a text is a common surname of China, Japan or Korea and a given name behind it."""
    if KOREAN_NAME.fullmatch(text):
        return text[0] in KOREAN
    if not HAN_NAME.fullmatch(text):
        return False
    is_japanese = any(
        text[:size] in JAPANESE and len(text) - size in JAPANESE_GIVEN for size in (2, 3)
    )
    return is_japanese or (len(text) in CHINESE_LENGTHS and text[0] in CHINESE)
