/** Headers of the console's pages: nothing is loaded from elsewhere, nobody frames it. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), payment=()',
}

/** Paths that belong to the program; any other is a page of the console, which finds its own way. */
export const isProgram = (path: string): boolean => /^\/(api|hooks|widget|demo|healthz|readyz)(\/|$)/.test(path)

/** The headers of a page, the widget's script or a built file. */
export function pageHeaders(path: string): Record<string, string> {
  return {
    ...PAGE_HEADERS,
    // Built files carry a hash in their name; what does not must be asked for again.
    'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(path === '/widget.js' && { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }),
  }
}
