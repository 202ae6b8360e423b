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
  const image = await imageOf(svg);
  return drawn(image.width * scale, image.height * scale, (context, w, h) => context.drawImage(image, 0, 0, w, h));
}

/** A canvas with an SVG text above it, as PNG bytes at twice the given size. */
export async function pngOver(
  below: HTMLCanvasElement,
  svg: string,
  width: number,
  height: number,
): Promise<Uint8Array> {
  const above = await imageOf(svg);
  return drawn(width * 2, height * 2, (context, w, h) => {
    context.drawImage(below, 0, 0, w, h);
    context.drawImage(above, 0, 0, w, h);
  });
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

async function drawn(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D, width: number, height: number) => void,
): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  draw(canvas.getContext('2d')!, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('the picture could not be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}
