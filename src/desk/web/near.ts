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

/**
 * The origins whose pages are ours: the public address, and the one that the request went to where that is near. Where the public
 * address is https there is no other: cookies are for https alone then.
 */
export function ourOrigins(publicUrl: string, url: string): string[] {
  const [published, asked] = [new URL(publicUrl), new URL(url)]
  return published.protocol !== 'https:' && isNear(asked.hostname) ? [published.origin, asked.origin] : [published.origin]
}
