/** An address a link may lead to: http, https or a path of this site; null for any other, such as `javascript:`. */
export function safeLink(url: string | null | undefined): string | null {
  return url && (/^https?:\/\//i.test(url) || /^\/(?![/\\])/.test(url)) ? url : null;
}
