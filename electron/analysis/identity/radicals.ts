/**
 * The signs of the block "CJK Radicals Supplement" with the characters they stand for, which compatibility forms leave apart
 * (Unicode Character Database, EquivalentUnifiedIdeograph): code in hexadecimal, then the character.
 */
const LIST =
  '2e81厂 2e82乛 2e83乚 2e84乙 2e85亻 2e86冂 2e87𠘨 2e88刀 2e89刂 2e8a卜 2e8b㔾 2e8c小 2e8d小 2e8e兀 2e8f尣 2e90尢 2e91𡯂 2e92巳 ' +
  '2e93幺 2e94彑 2e95𫜹 2e96忄 2e97心 2e98扌 2e99攵 2e9b旡 2e9c日 2e9d月 2e9e歺 2e9f母 2ea0民 2ea1氵 2ea2氺 2ea3灬 2ea4爫 2ea5爫 ' +
  '2ea6丬 2ea7牛 2ea8犭 2ea9王 2eaa𤴔 2eab目 2eac示 2ead礻 2eae𥫗 2eaf糹 2eb0纟 2eb1罓 2eb2罒 2eb3㓁 2eb4冗 2eb5𦉫 2eb6羊 2eb7𦍌 ' +
  '2eb8𦍋 2eb9耂 2eba肀 2ebb聿 2ebc肉 2ebd𦥑 2ebe艹 2ebf艹 2ec0艹 2ec1虎 2ec2衤 2ec3覀 2ec4西 2ec5见 2ec6角 2ec7𧢲 2ec8讠 2ec9贝 ' +
  '2eca𧾷 2ecb车 2ecc辶 2ecd辶 2ece辶 2ecf邑 2ed0钅 2ed1長 2ed2镸 2ed3长 2ed4门 2ed5𨸏 2ed6阝 2ed7雨 2ed8青 2ed9韦 2eda页 2edb风 ' +
  '2edc飞 2edd食 2ede𩙿 2edf飠 2ee0饣 2ee1𩠐 2ee2马 2ee3骨 2ee4鬼 2ee5鱼 2ee6鸟 2ee7卤 2ee8麦 2ee9黄 2eea黾 2eeb斉 2eec齐 2eed歯 ' +
  '2eee齿 2eef竜 2ef0龙 2ef1龜 2ef2亀 2ef3龟';

const RADICALS: ReadonlyMap<string, string> = new Map(
  LIST.split(' ').map((entry) => [String.fromCharCode(parseInt(entry.slice(0, 4), 16)), entry.slice(4)]),
);
const RADICAL = /[\u2e80-\u2ef3]/g;

/** A text with radicals as the characters they stand for: files scanned from paper and old forms hold ⻓ for 长. */
export const withoutRadicals = (text: string): string => text.replaceAll(RADICAL, (sign) => RADICALS.get(sign) ?? sign);
