/** Names of months in thirteen languages, in small letters: the month (1–12), then its names. Made by resources/cldr.ts. */
export const MONTH_LIST = `
1 january jan januar janvier janv enero ene gennaio gen janeiro januari stycznia sty января янв ocak oca
2 february feb februar février fevrier févr fevr febrero febbraio fevereiro fev februari lutego lut февраля февр şubat subat şub sub
3 march mar märz marz mars marzo março marco maart mrt marts marca марта мар mart
4 april apr avril avr abril abr aprile kwietnia kwi апреля апр nisan nis
5 may mai mayo maggio mag maio mei maj maja мая mayıs
6 june jun juni juin junio giugno giu junho czerwca cze июня июн haziran haz
7 july jul juli juillet juil julio luglio lug julho lipca lip июля июл temmuz tem
8 august aug août aout agosto ago augustus augusti sierpnia sie августа авг ağustos agustos ağu agu
9 september sep sept septembre septiembre settembre set setembro września wrzesnia wrz сентября сент eylül eylul eyl
10 october oct oktober okt octobre octubre ottobre ott outubro out października pazdziernika paź paz октября окт ekim eki
11 november nov novembre noviembre novembro listopada lis ноября нояб kasım kas
12 december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember des grudnia gru декабря дек aralık ara
`;

/** Names of days in thirteen languages, in small letters: the day (0: Sunday), then its names. Made by resources/cldr.ts. */
export const DAY_LIST = `
0 sunday sun sonntag so dimanche dim domingo dom domenica zondag zo söndag sondag sön son søndag søn niedziela niedz воскресенье вс pazar paz
1 monday mon montag mo lundi lun lunes lunedì lunedi segunda-feira seg maandag ma måndag mandag mån man poniedziałek pon понедельник пн pazartesi pzt
2 tuesday tue dienstag di mardi mar martes martedì martedi terça-feira terca-feira ter dinsdag tisdag tis tirsdag tirs tir wtorek wt вторник вт salı sal
3 wednesday wed mittwoch mi mercredi mer miércoles miercoles mié mie mercoledì mercoledi quarta-feira qua woensdag wo onsdag ons środa sroda śr sr среда ср çarşamba carsamba çar car
4 thursday thu donnerstag do jeudi jeu jueves jue giovedì giovedi gio quinta-feira qui donderdag torsdag tors tor czwartek czw четверг чт perşembe persembe per
5 friday fri freitag fr vendredi ven viernes vie venerdì venerdi sexta-feira sex vrijdag vr fredag fre piątek piatek pt пятница пт cuma cum
6 saturday sat samstag sa samedi sam sábado sabado sáb sab sabato zaterdag za lördag lordag lör lor lørdag lør sobota sob суббота сб cumartesi cmt
`;
