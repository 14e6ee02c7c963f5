import ipaddr from 'ipaddr.js'

/** Networks that end at a house, a company or a machine; the last one is what carriers and overlay networks such as Tailscale give out. */
const NEAR: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Whether the host of a parsed URL is this machine or one of a private network, as far as that can be read from it: `localhost`, or an
 * address. Any other name may be made to lead here by whoever owns it, and is not near.
 */
export function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return ipaddr.isValid(host) && NEAR.has(ipaddr.process(host).range())
}

/** Whether a platform can call an address: it has to be https, and not in a network of one's own. */
export function reachOf(address: string): 'public' | 'private' {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' && !isNear(hostname) ? 'public' : 'private'
}

/**
 * The origins whose pages are ours: the public address, and the one that the request went to where that is near. Where the public
 * address is https there is no other: cookies are for https alone then.
 */
export function ourOrigins(publicUrl: string, url: string): string[] {
  const [published, asked] = [new URL(publicUrl), new URL(url)]
  return published.protocol !== 'https:' && isNear(asked.hostname) ? [published.origin, asked.origin] : [published.origin]
}

/** Where the page is that makes a request; null: no page does. */
function pageOf({ headers }: Request): string | null {
  const said = headers.get('origin') ?? headers.get('referer')
  return said !== null && URL.canParse(said) ? new URL(said).origin : null
}

/** Whether the page that asks is at an address where nobody can sign in. */
export function isElsewhere(request: Request, publicUrl: string): boolean {
  const page = pageOf(request)
  return page !== null && !ourOrigins(publicUrl, request.url).includes(page)
}

/** The address at which whoever asks uses the hub, without a slash at the end: for what they pass on to others. */
export function addressFor(request: Request, publicUrl: string): string {
  return isElsewhere(request, publicUrl) ? publicUrl : (pageOf(request) ?? publicUrl)
}
