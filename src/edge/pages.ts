/** Headers of the console's pages: nothing is loaded from elsewhere, nobody frames it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), payment=()',
}

/** Paths that belong to the program; any other is a page of the console, which finds its own way. */
export const isProgram = (path: string): boolean => /^\/(api|hooks|widget|healthz|readyz)(\/|$)/.test(path)
