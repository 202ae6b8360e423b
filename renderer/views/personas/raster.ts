import { pngOf } from '../../charts/kit/picture.ts';

/** Longest time a document of our own may take to be laid out, ms. */
const LOAD_MS = 10_000;

/**
 * A self-contained HTML document as a PNG at twice its size: laid out in a frame nobody sees, then drawn through an SVG
 * foreignObject. Its scripts cannot run: the page's policy holds for the frame.
 */
export async function rasterise(html: string, width: number): Promise<Uint8Array> {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html;charset=utf-8' }));
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'fixed',
    left: '-10000px',
    top: '0',
    width: `${width}px`,
    height: '10px',
    border: '0',
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the card could not be laid out')), LOAD_MS);
      frame.addEventListener(
        'load',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
      frame.src = url;
      document.body.append(frame);
    });
    const page = frame.contentDocument!;
    const height = Math.ceil(page.documentElement.scrollHeight);
    const root = page.documentElement.cloneNode(true) as HTMLElement;
    for (const meta of root.querySelectorAll('meta, title, script')) meta.remove();
    root.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
    const body = new XMLSerializer().serializeToString(root);
    return await pngOf(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><foreignObject width="100%" height="100%">${body}</foreignObject></svg>`,
    );
  } finally {
    frame.remove();
    URL.revokeObjectURL(url);
  }
}
