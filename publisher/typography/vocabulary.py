"""Words the rules know: what is counted, what it is measured in, what is abbreviated.

Every entry is a word as it is printed; a final `*` stands for any ending.
"""

from __future__ import annotations

import functools
import re

from publisher.model.language import Language

UNITS: dict[Language, str] = {
    "uk": (
        "мм см дм м км мм² см² дм² м² км² мм³ см³ дм³ м³ км³ мкм мг г кг т ц га л мл гл Вт кВт "
        "МВт ГВт кВт·год Вт·год кВА В кВ Гц кГц МГц ГГц Па кПа МПа Дж кДж Гкал ккал кал Мбіт/с "
        "Гбіт/с Кбіт/с КБ МБ ГБ ТБ кБ с сек хв год год. хв. сек. с. доб. міс. дн. м/с км/год "
        "об/хв осіб/км² кг/м³ пт пк т/га ц/га к. л. пов. тис. тис млн млрд трлн млн. млрд. грн "
        "коп. грн. коп євро USD EUR UAH дол. дол прим. екз. шт. шт чол. ос. арк. др. стор. "
        "друк. обл.-вид. балів св. кл. год/добу dpi ppi px pt °"
    ),
    "ru": (
        "мм см дм м км мм² см² дм² м² км² мм³ см³ дм³ м³ км³ мкм мг г кг т ц га л мл Вт кВт МВт "
        "ГВт кВт·ч Вт·ч кВА В кВ Гц кГц МГц ГГц Па кПа МПа Дж кДж Гкал ккал кал Мбит/с Гбит/с "
        "КБ МБ ГБ ТБ с сек мин ч сек. мин. с. сут. мес. дн. м/с км/ч об/мин чел./км² кг/м³ т/га "
        "ц/га под. эт. тыс. тыс млн млрд трлн млн. млрд. грн руб. коп. грн. евро USD EUR UAH "
        "долл. экз. шт. шт чел. л. стр. лет баллов dpi px"
    ),
    "en": (
        "mm cm dm m km mm² cm² m² km² mm³ cm³ m³ km³ mg g kg t ha l ml L W kW MW GW kWh V kV Hz "
        "kHz MHz GHz Pa kPa MPa J kJ MB GB TB KB kB Mbit/s s min h km/h m/s thousand million "
        "billion trillion UAH USD EUR GBP a.m. p.m. am pm dpi px pt"
    ),
}
"""Units of measurement, money and multitude: what binds to the number before it."""

GLUED_UNITS: dict[Language, str] = {
    "uk": "км кг мм см га км² м² см² м³ кВт МВт Гкал грн млн млрд тис. прим. шт. чол. коп. хв",
    "ru": "км кг мм см га км² м² см² м³ кВт МВт Гкал грн руб. млн млрд тыс. экз. шт. чел. коп. мин",
    "en": "km kg mm cm ha km² m² cm² m³ kW MW kWh million billion",
}
"""Units that can mean nothing else when they are typed right behind a number."""

COUNTED: dict[Language, str] = {
    "uk": (
        "осіб особ* люд* чоловік* жінок жінк* дітей дит* жител* мешкан* громад* рад рада ради "
        "раді раду депутат* голов голова голови член* делегат* учасник* учасниц* виборц* "
        "виборець голос* район* област* міст міста місто містах сіл села село селах селищ* "
        "населен* старост* округ* комісі* секці* закон* рішен* постанов* розпоряджен* наказ* "
        "звернен* заяв* заява скарг* лист* документ* проєкт* проект* програм* заход* захід "
        "семінар* засідан* збор* питан* пункт* статт* статей розділ* сторін* примірник* "
        "екземпляр* том томів випуск* номер* книг* видан* таблиц* рисунк* гривень гривн* долар* "
        "копі* тисяч* мільйон* мільярд* відсотк* процент* раз разів рази рок* рік місяц* тижн* "
        "тиждень день дні днів днях доб годин* хвилин* секунд* кілометр* метр* гектар* тонн* "
        "кілограм* літр* шкіл школ* ліце* гімназі* учн* вчител* лікар* садк* заклад* установ* "
        "організац* підприєм* об’єкт* об'єкт* будинк* квартир* сім* родин* пенсіонер* студент* "
        "переселен* договор* угод* посад* вакансі* автобус* маршрут* доріг дорог* мост* дерев* "
        "користувач* перегляд* бал балів бюлетен* ділян* ставк* місць місця команд* гравц* "
        "країн* держав* партнер* грант* конкурс* переможц* учасник* спортсмен* знак* аркуш* "
        "колон* рядк* запис* анкет* відповід* пропозиц* зауважен* поправ* членів-засновників "
        "спільнот* кандидат* мандат* фракці* груп груп* людино-год*"
    ),
    "ru": (
        "человек* лиц людей жител* детей общин* совет* депутат* голов председател* член* "
        "делегат* участник* избирател* голос* район* област* город* сел села село поселк* "
        "посёлк* населен* старост* округ* комисси* секци* закон* решени* постановлени* "
        "распоряжени* приказ* обращени* заявлени* жалоб* писем письм* документ* проект* "
        "программ* мероприяти* семинар* заседани* собрани* вопрос* пункт* стат* раздел* "
        "страниц* экземпляр* том томов выпуск* номер* книг* издани* таблиц* рисунк* гривен* "
        "гривн* доллар* копе* тысяч* миллион* миллиард* процент* раз раза год* лет месяц* "
        "недел* день дня дней суток час* минут* секунд* километр* метр* гектар* тонн* "
        "килограмм* литр* школ* ученик* учител* врач* сад* учреждени* организаци* предприяти* "
        "объект* дом* квартир* сем* пенсионер* студент* переселенц* договор* соглашени* "
        "должност* автобус* маршрут* дорог* мост* дерев* пользовател* балл* бюллетен* участк* "
        "мест* команд* стран* государств* партнер* партнёр* грант* конкурс* победител* "
        "спортсмен* знак* лист* строк* запис* анкет* ответ* предложени* замечани* поправ* "
        "кандидат* мандат* групп*"
    ),
    "en": "people inhabitants residents members councils communities",
}
"""Nouns that are counted: a number before them is grouped, and bound to them."""

BEFORE_NUMBER: dict[Language, str] = {
    "uk": (
        "п пп ч чч ст стст абз підп пп гл розд табл рис мал іл прим дод с сс стор т тт кн вип "
        "кв буд корп оф кім каб ауд пов під тел факс моб інд кат гр поз ред дод сх арк бл ділян "
        "вид"
    ),
    "ru": (
        "п пп ч чч ст абз подп гл разд табл рис ил прим прил с стр т тт кн вып д кв корп оф каб "
        "под эт тел факс моб инд кат поз ред сх л бл"
    ),
    "en": "No Nos p pp vol vols ch chs Art Arts Sec Secs Fig Figs Tab para paras cl sch App tel",
}
"""Abbreviations with a stop that stand before a number: `ст. 26`."""

NAMES: dict[Language, str] = {
    "uk": "п пп гр тов св акад проф доц ім ген полк майор кап інж деп о дир заст",
    "ru": "гр тов св акад проф доц им ген полк инж деп о",
    "en": "Mr Mrs Ms Dr Prof St Rev Gen Col Capt Lt Sgt Sen Gov Rep Hon Messrs Mx",
}
"""Abbreviations that stand before a name."""

PLACES: dict[Language, str] = {
    "uk": "м с сел вул пл просп пров бул наб пер узв тер р о оз г хут х ст мис затока обл шт",
    "ru": "г с пос дер д ул пл просп пер бул наб ст р о оз хут х мкр обл туп",
    "en": "",
}
"""Abbreviations that stand before the name of a place, with a stop."""

PLACES_WITHOUT_STOP: dict[Language, str] = {
    "uk": "смт с-ще р-н б-р пр-т м-н ж/м с-щі с-ща ст-ця шосе",
    "ru": "пгт р-н б-р пр-т мкр-н ст-ца ж/м шоссе",
    "en": "",
}

YEARS: dict[Language, str] = {
    "uk": "рік року році роком роки років рокам роках роками рр р",
    "ru": "год года году годом годы годов годам годах годами гг г",
    "en": "",
}
"""What follows a year."""

PARTICLES: dict[Language, str] = {"uk": "б би ж же", "ru": "б бы ж же ли ль", "en": ""}
"""Particles that lean on the word before them."""

SHORT_WORDS: dict[Language, str] = {"uk": "азіойув", "ru": "авикосу", "en": ""}
"""Prepositions and conjunctions of one letter."""

CODE_WORDS = (
    "ЄДРПОУ ЄГРПОУ КОАТУУ КАТОТТГ КВЕД РНОКПП ІПН МФО УДК ББК ДКПП УКТЗЕД IBAN ISBN ISSN ISMN DOI "
    "ЕДРПОУ ЕГРПОУ ИНН ОКПО EDRPOU KATOTTG UDC код коду кодом"
)
"""Words that name the code after them."""


def words(vocabulary: str) -> str:
    """A vocabulary as alternatives of a pattern, the longest first."""
    return "|".join(
        re.escape(word).replace(r"\*", r"[\w’ʼ']*")
        for word in sorted(set(vocabulary.split()), key=len, reverse=True)
    )


def capitalised(vocabulary: str) -> str:
    """The same, each word also with a capital first letter; a capital alone is an initial."""
    every = set(vocabulary.split())
    with_capital = {word[0].upper() + word[1:] for word in every if len(word) > 1}
    return words(" ".join(every | with_capital))


@functools.cache
def abbreviated(language: Language) -> frozenset[str]:
    """Words that are printed with a stop, in small letters and without it."""
    lists = (BEFORE_NUMBER, NAMES, PLACES, UNITS, YEARS)
    every = " ".join(one[language] for one in lists).split()
    return frozenset(word.rstrip(".").casefold() for word in every if word[:1].isalpha())
