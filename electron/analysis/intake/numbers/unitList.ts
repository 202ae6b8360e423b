/** Units of time in fourteen languages, in small letters: the unit, then its names. Made by resources/cldr.ts. */
export const UNIT_LIST = `
day day days d 天 日 일 tag tage tg t jour jours j día días giorno giorni g gg dia dias dag dagen dygn dzień dni день дня дней дн д
hour hour hours hr h 小时 小時 時間 시간 stunde stunden std heure heures hora horas ora ore uur u timme timmar tim godzina godziny godzin godz час часа часов ч
minute minute minutes min m 分钟 分鐘 分 분 minuten minuto minutos minuti minuut minut minuter minuta minuty минута минуты минут мин
second second seconds sec s 秒钟 秒 초 sekunde sekunden sek seconde secondes segundo segundos secondo secondi seconden sekund sekunder sekunda sekundy секунда секунды секунд с
`;
