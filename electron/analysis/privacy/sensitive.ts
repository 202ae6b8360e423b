import { headerWords, says } from '../intake/vocabulary.ts';

/**
 * Kinds of data that the law protects more than others: special categories (GDPR art. 9) and sensitive personal information
 * (PIPL art. 28). Of children under 14 nothing is told by a header.
 */
export type SensitiveKind = 'health' | 'belief' | 'origin' | 'place' | 'finance' | 'biometric' | 'intimate';

const TERMS: Readonly<Record<SensitiveKind, readonly string[]>> = {
  health: [
    ...['diagnosis', 'diagnoses', 'disease', 'illness', 'allergy', 'allergies', 'blood type', 'disability', 'pregnant'],
    ...['pregnancy', 'medication', 'medications', 'medical condition', 'medical history', 'health condition', 'bmi'],
    ...['健康状况', '疾病', '病史', '病历', '诊断', '过敏', '血型', '残疾', '怀孕', '孕期', '用药', '体检', '既往史'],
  ],
  belief: [
    ...['religion', 'religious', 'faith', 'denomination', 'political', 'politics', 'party membership', 'trade union'],
    ...['宗教', '信仰', '教派', '政治面貌', '党派'],
  ],
  origin: ['ethnicity', 'ethnic', 'race', 'ethnic group', '民族', '种族', '族裔'],
  place: [
    'latitude',
    'longitude',
    'lat',
    'lng',
    'lon',
    'gps',
    'geolocation',
    '经度',
    '纬度',
    '经纬度',
    '行踪',
    '轨迹',
    '定位坐标',
  ],
  finance: [
    ...['credit score', 'credit rating', 'creditworthiness', 'bank balance', 'account balance', 'bankruptcy', 'debt'],
    ...['征信', '信用分', '信用评分', '银行余额', '账户余额', '存款', '负债', '欠款'],
  ],
  biometric: [
    'fingerprint',
    'face id',
    'faceprint',
    'voiceprint',
    'biometric',
    'iris scan',
    '指纹',
    '人脸',
    '虹膜',
    '声纹',
  ],
  intimate: ['sexual orientation', 'sexuality', 'sex life', '性取向', '性生活'],
};
const KINDS = Object.entries(TERMS) as [SensitiveKind, readonly string[]][];
/** Longer headers are statements that people agree with: my health matters to me. */
const MOST_WORDS = 4;
const MOST_SIGNS = 12;

/** What a column's header says that is sensitive; null: nothing. */
export function sensitiveKind(name: string): SensitiveKind | null {
  const header = headerWords(name.trim());
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > MOST_SIGNS || header.joined.split(' ').length > MOST_WORDS) return null;
  return KINDS.find(([, terms]) => says(header, terms))?.[0] ?? null;
}
