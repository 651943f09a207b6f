"""Month names as newspapers print them, in twelve languages: full, shortened, and in the case that a date takes.

Chinese, Japanese and Korean dates name their months by number (2024年5月16日) and need no name.
"""

import unicodedata

# One line per language and form, January to December.
FULL = (
    "january february march april may june july august september october november december",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    # Arabic has two sets: from Egypt to the Gulf, and in the Levant and Iraq; the Maghreb has some of its own.
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
)
SHORT = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "янв февр мар апр мая июн июл авг сент окт нояб дек",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
)
OTHERS = {
    "jänner": 1,
    "sept": 9,
    "setiembre": 9,
    "ابريل": 4,
    "نيسان": 4,
    "اغسطس": 8,
    "اكتوبر": 10,
    "juill": 7,
    "mrz": 3,
}


# What stands before a date on a page: that it is the last update's, or the publication's.
UPDATED_WORDS = (
    "mis à jour|mise à jour|aktualisiert|actualizado|actualizada|aggiornato|atualizado|atualizada|bijgewerkt|"
    "zaktualizowano|aktualizacja|güncellendi|güncelleme|обновлено|изменено|оновлено|"
    "آخر تحديث|تم التحديث|更新(?:时间)?|최종수정"
)
PUBLISHED_WORDS = (
    "publié|publiée|veröffentlicht|erstellt|publicado|publicada|pubblicato|pubblicata|gepubliceerd|opublikowano|"
    "yayınlanma|yayınlandı|опубликовано|опубліковано|تاريخ النشر|نشر في|发布时间|发布于|등록|입력"
)
# And what joins it to the date: "publié le", "aktualisiert am".
BEFORE_DAY = "le|am|el|il|em|op|в|في"


def _named(lines: tuple[str, ...]) -> dict[str, int]:
    """Name → 1 to 12; Latin names also without their accents, which agencies leave out."""
    found: dict[str, int] = {}
    for line in lines:
        for place, word in enumerate(line.split(), start=1):
            name = word.replace("_", " ")
            found[name] = place
            if name[0] < "\u0250":
                found.setdefault(_bare(name), place)
    return found


def _bare(name: str) -> str:
    """Without accents: février → fevrier, ağustos → agustos, kasım → kasim."""
    plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return plain.replace("ı", "i")


MONTHS = {**_named(SHORT), **_named(FULL), **OTHERS}
_LONGEST_FIRST = sorted(MONTHS, key=len, reverse=True)
MONTH = rf"(?P<month>{'|'.join(_LONGEST_FIRST)})\b\.?"
# Before its day ("May 16, 2024") a month is English, or written in full: "out 5" and "set 9" are no dates.
_LEADING = [name for name in _LONGEST_FIRST if name in {**_named(FULL), **_named(SHORT[:1]), "sept": 9}]
LEADING_MONTH = rf"(?P<month>{'|'.join(_LEADING)})\b\.?"


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name or short form in any of the twelve languages.

    Example:
        >>> month_number("Sept."), month_number("мая"), month_number("März"), month_number("monday")
        (9, 5, 3, None)
    """
    return MONTHS.get(name.lower().rstrip("."))
