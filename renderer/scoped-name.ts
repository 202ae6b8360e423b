/**
 * The name in the page of a class of a CSS module: the module's place below `renderer/`, then the class.
 * `views/cleaning/Preview.module.css` and `figure` make `cleaning-Preview_figure`: no two modules share a place, so that
 * no two classes share a name, and who looks at the page reads where a rule stands.
 * @throws Error when the file is no module of the renderer
 */
export function scopedName(local: string, file: string): string {
  const place = /^(?:.*\/)?renderer\/(?:views\/)?(.+)\.module\.css(?:\?.*)?$/.exec(file.replaceAll('\\', '/'))?.[1];
  if (place === undefined) throw new Error(`not a style module of the renderer: ${file}`);
  return `${place.replaceAll('/', '-')}_${local}`;
}
