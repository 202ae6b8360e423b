/**
 * A picture of an HTML chart: its element as it stands, inside an SVG foreignObject with the computed styles written in.
 * Used for the SVG download; for PNG the SVG is drawn on a canvas at twice its size.
 */
export function svgOf(element: HTMLElement): string {
  const { width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as HTMLElement;
  inline(element, copy);
  const paper = getComputedStyle(element).getPropertyValue('--paper').trim();
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  const body = new XMLSerializer().serializeToString(copy);
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect width="100%" height="100%" fill="${paper}"/><foreignObject width="100%" height="100%">${body}</foreignObject></svg>`;
}

/** Properties that make the look of our charts; the rest is the engine's default. */
const LOOK = [
  'display',
  'grid-template-columns',
  'gap',
  'align-items',
  'justify-content',
  'flex',
  'flex-direction',
  'width',
  'height',
  'min-width',
  'margin',
  'padding',
  'color',
  'background-color',
  'font',
  'text-align',
  'white-space',
  'border-top',
  'border-bottom',
  'border-left',
  'border-collapse',
  'border-spacing',
  'fill',
  'stroke',
  'stroke-width',
  'opacity',
  'overflow',
  'text-overflow',
  'vertical-align',
  'box-shadow',
  'border-radius',
] as const;

function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  (to as HTMLElement).style.cssText = LOOK.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
  const [sources, targets] = [from.children, to.children];
  for (let i = 0; i < sources.length; i++) inline(sources[i]!, targets[i]!);
}

/** An SVG text as PNG bytes at `scale` times its size. */
export async function pngOf(svg: string, scale = 2): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('the picture could not be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}
