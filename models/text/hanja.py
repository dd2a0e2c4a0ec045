"""How Hanja are read in Korean, and which Hanja are read so: the 4,888 of KS X 1001.

The standard has them in the order of their readings, so that how many there are of each is all that need be known;
Python's codec knows the characters. One that is read in two ways (李: 리, 이) is there twice.
"""

import re
from functools import cache
from unicodedata import normalize

_FIRST_ROW, _LAST_ROW = 0xCA, 0xFD
_COUNTS = (
    "가29각11간24갈10감20갑6강24개20객2갱4갹1거17건12걸4검7겁3게3격7견11결6겸6경45계24고39곡7곤10골3공16곶1과12"
    "곽4관17괄4광13괘3괴9굉4교25구54국6군6굴4궁6권10궐5궤6귀6규15균7귤1극7근15글1금14급7긍4기64긴1길4김1끽1나15"
    "낙8난9날2남9납5낭7내6냉1녀1년3념4녕2노18녹6논1농7뇌6뇨1누8눈1눌1뉴2늑2늠1능6니2닉2다2단20달5담17답5당11대16"
    "댁1덕2도40독10돈10돌2동17두11둔6득1등9라9락9란9랄2람10랍3랑8래4랭1략2량13려18력7련12렬6렴5렵1령18례5로18록7"
    "론1롱7뢰8료12룡1루13류14륙3륜6률4륭1륵2름1릉6리26린9림5립4마8막6만19말7망12매14맥5맹6멱2면11멸2명15몌1모24"
    "목7몰2몽3묘12무22묵2문12물3미19민13밀3박19반25발11방28배20백8번10벌4범9법2벽11변7별4병17보16복17본1볼1봉16"
    "부43북1분19불5붕6비43빈14빙4사60삭4산12살5삼8삽4상31새5색3생5서30석15선32설13섬8섭4성18세9소37속9손6솔1송8"
    "쇄5쇠2수61숙12순27술4숭3슬3습5승10시28식15신24실4심10십3쌍1씨1아18악14안10알4암8압4앙7애11액7앵4야11약9양31"
    "어10억5언6얼2엄6업2엔1여24역13연43열10염15엽4영40예24오30옥5온6올1옹9와8완18왈1왕5왜4외5요38욕6용24우32욱9"
    "운13울3웅2원27월3위25유56육7윤13율5융5은7을1음6읍3응4의19이38익8인24일9임11입5잉4자26작13잔5잠6잡1장37재17"
    "쟁4저28적25전41절8점9접3정55제23조46족4존2졸3종17좌5죄1주40죽2준19줄1중4즉1즐1즙3증11지34직5진35질15짐2집7"
    "징3차15착7찬15찰5참10창22채12책4처4척15천19철10첨10첩10청8체10초27촉6촌4총10촬1최3추23축12춘3출3충6췌4취14"
    "측5층1치24칙3친1칠3침9칩1칭2쾌1타14탁16탄10탈2탐4탑3탕5태14택3탱1터1토4통7퇴6투6특2틈1파16판9팔3패11팽4퍅1"
    "편10폄1평5폐10포28폭6표14품2풍5피7필10핍2하14학5한14할2함12합7항17해18핵2행5향9허4헌4헐1험2혁4현21혈4혐1협12"
    "형20혜9호41혹3혼6홀3홍10화14확6환17활5황24회20획2횡3효13후13훈10훙1훤4훼3휘8휴5휼3흉5흑1흔4흘4흠3흡4흥1희20"
    "힐1"
)
"""Each reading, in order, and how many Hanja it has."""


def readings_of(hanja: str) -> tuple[str, ...]:
    """How one Hanja is read; empty for any other character."""
    return _readings().get(hanja, ())


def hanja_of(syllable: str) -> tuple[str, ...]:
    """The Hanja that are read so."""
    return _hanja().get(syllable, ())


@cache
def _table() -> list[tuple[str, str]]:
    rows = range(_FIRST_ROW, _LAST_ROW + 1)
    characters = b"".join(bytes((row, column)) for row in rows for column in range(0xA1, 0xFF)).decode("euc_kr")
    counts = re.findall(r"([가-힣])([0-9]+)", _COUNTS)
    readings = [reading for reading, count in counts for _ in range(int(count))]
    return list(zip(normalize("NFKC", characters), readings, strict=True))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for hanja, reading in _table():
        found[hanja] = (*found.get(hanja, ()), reading)
    return found


@cache
def _hanja() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for hanja, reading in _table():
        found[reading] = (*found.get(reading, ()), hanja)
    return found
