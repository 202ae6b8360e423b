import { CARD_WIDTH, FONT_DISPLAY, FONT_UI, PAPER } from './tokens.ts';

/** Where the card will be looked at: in a browser, as a picture as wide as the card, or on A4 pages. */
export type Sheet = 'screen' | 'picture' | 'pages';

const SHEETS: Record<Sheet, string> = {
  screen: `body{background:${PAPER.sunk};padding:24px 0}.card{margin:0 auto;box-shadow:0 0 0 1px ${PAPER.line}}@media print{body{background:none;padding:0}.card{box-shadow:none}}@page{size:A4;margin:8mm 6mm}`,
  picture: `html,body{width:${CARD_WIDTH}px;overflow:hidden}body{background:${PAPER.raised}}`,
  pages: `@page{size:A4;margin:8mm 6mm}body{background:${PAPER.raised}}.card{margin:0 auto}`,
};

/** The style sheet of an exported card. @param hue the segment's colour */
export const cardStyle = (hue: string, sheet: Sheet): string =>
  `:root{color-scheme:light}*{box-sizing:border-box;margin:0}html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{color:${PAPER.ink};font:400 13px/20px ${FONT_UI};font-variant-numeric:tabular-nums lining-nums;-webkit-font-smoothing:antialiased}
h1,h2{font:inherit}ul,ol{list-style:none;padding:0}svg,img{display:block}table{border-collapse:collapse;width:100%}
:lang(zh-CN) p,:lang(zh-CN) li{word-break:keep-all;overflow-wrap:anywhere}p,li,td,h1{overflow-wrap:anywhere}
.card{width:${CARD_WIDTH}px;background:${PAPER.raised};border-top:3px solid ${hue};padding:27px 32px 0}
.head{display:grid;grid-template-columns:120px minmax(0,1fr);gap:24px;align-items:center}
.pic{width:120px;height:120px;border-radius:4px;overflow:hidden}.pic img,.pic svg{width:100%;height:100%;object-fit:cover}
.kick{display:flex;flex-wrap:wrap;gap:0 8px;align-items:center;font-size:12px;line-height:16px;color:${PAPER.ink3}}
.dot{width:8px;height:8px;border-radius:50%;background:${hue}}
h1{font:600 27px/36px ${FONT_DISPLAY};margin-top:4px;letter-spacing:.01em}
.cut{font-size:12px;line-height:17px;color:${PAPER.warn};margin-top:2px}
.quote{font:400 17px/26px ${FONT_DISPLAY};color:${PAPER.ink2};margin-top:4px}.quote cite{font:normal 400 12px/16px ${FONT_UI};color:${PAPER.ink3};margin-left:8px}
.nums{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);margin-top:22px;border-top:1px solid ${PAPER.ink};border-bottom:1px solid ${PAPER.line}}
.nums>div{padding:11px 8px 12px 20px;border-left:1px solid ${PAPER.line}}.nums>div:first-child{padding-left:0;border:0}
.nums b{font:400 25px/30px ${FONT_DISPLAY};display:block;white-space:nowrap}.nums span{font-size:12px;line-height:16px;color:${PAPER.ink3};display:block}
.tri{display:grid;grid-template-columns:repeat(3,minmax(0,1fr))}.tri+.tri{border-top:1px solid ${PAPER.line}}
.tri>div{padding:18px 18px 17px;border-left:1px solid ${PAPER.line};min-width:0}.tri>div:first-child,.tri>div:nth-child(3n+1){padding-left:0;border:0}.tri>div:nth-child(3n){padding-right:0}
section+section{margin-top:12px}section{break-inside:avoid}
.lb{font-size:12px;line-height:16px;font-weight:600;display:flex;justify-content:space-between;gap:8px;align-items:baseline}.lb span{font-weight:400;color:${PAPER.ink3};white-space:nowrap}
.br{display:grid;grid-template-columns:96px minmax(0,1fr) 36px;gap:6px;align-items:center;font-size:12px;line-height:18px;margin-top:1px}
.br em{font-style:normal;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}.br b{font-weight:400;text-align:right;white-space:nowrap}
.t{position:relative;height:7px}.t i{display:block;height:7px;background:${hue};border-radius:1px}.t u{position:absolute;top:-3px;width:1.5px;height:13px;background:${PAPER.ink2}}.half{opacity:.5}
.stack{display:flex;height:7px;gap:1px;margin-top:4px}.stl{display:flex;flex-wrap:wrap;gap:0 12px;font-size:12px;line-height:16px;margin-top:3px;color:${PAPER.ink2}}
.df li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:8px;margin-top:6px;font-size:12px;line-height:17px}.df b{font-weight:400;color:${PAPER.ink3};white-space:nowrap}
.tx li{line-height:20px;margin-top:5px;padding-left:14px;text-indent:-14px}.tx li::before{content:'–';display:inline-block;width:14px;text-indent:0;color:${PAPER.ink3}}
.asm{border-bottom:1.5px dotted ${PAPER.control}}.tag{display:inline-block;text-indent:0;font-size:12px;line-height:15px;color:${PAPER.ink3};border:1px dashed ${PAPER.control};border-radius:3px;padding:0 3px;margin-left:6px;white-space:nowrap}
.words{color:${PAPER.ink2};font-size:12px;line-height:17px}.shot{max-width:100%;border-radius:4px;margin-top:4px}
.foot{display:flex;align-items:center;gap:16px;min-height:40px;margin:0 -32px;padding:4px 32px;border-top:1px solid ${PAPER.line};background:${PAPER.surface};font-size:12px;line-height:16px;color:${PAPER.ink3}}
.foot .mid{display:flex;gap:8px;align-items:center;margin:0 auto}.warn{color:${PAPER.warn}}.bad{color:${PAPER.danger}}
.hb{display:flex;gap:1px;width:132px;height:7px}.h-data{background:${PAPER.accent}}.h-quote{background:#86ABA8}.h-document{background:#B9C9C4}.h-team{background:${PAPER.control}}.h-assumption{background:repeating-linear-gradient(90deg,${PAPER.control} 0 1px,transparent 1px 3px)}
.back{background:${PAPER.surface}}.back .head{grid-template-columns:56px minmax(0,1fr) auto;gap:16px}.back .pic{width:56px;height:56px}.back h1{font-size:20px;line-height:28px;margin-top:1px}
.ns{text-align:right;font-size:12px;line-height:16px;color:${PAPER.ink3};white-space:nowrap}
.hl{display:flex;flex-wrap:wrap;gap:4px 18px;align-items:center;margin-top:14px;padding:9px 0 10px;border-top:1px solid ${PAPER.ink};font-size:12px;line-height:16px;color:${PAPER.ink2}}.hl .end{margin-left:auto}
th{font-weight:400;font-size:12px;line-height:16px;color:${PAPER.ink3};text-align:left;padding:5px 6px 5px 0;border-top:1px solid ${PAPER.line};border-bottom:1px solid ${PAPER.line2};white-space:nowrap}
td{padding:6px 6px 5px 0;border-bottom:1px solid ${PAPER.line};font-size:12px;line-height:17px;vertical-align:top}td:nth-child(2){font-size:13px}tr{break-inside:avoid}
.r{text-align:right;white-space:nowrap;padding-right:0;padding-left:10px}.m{color:${PAPER.ink3}}.nw{white-space:nowrap}
${SHEETS[sheet]}`;
