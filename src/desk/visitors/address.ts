/** Loopback, private and link-local addresses (RFC 1918, 4193, 4291, 6598): a proxy of ours, not a visitor. */
const INSIDE = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80:)/i

/**
 * Whose request it is: the peer or, when that is a proxy of ours, whom it says that it speaks for. Only the last entry
 * of `X-Forwarded-For` is the proxy's own; all before it are the visitor's word. An IPv6 visitor is their /64 network.
 */
export function clientAddress(peer: string | undefined, headers: Headers): string {
  const direct = plain(peer ?? '')
  const forwarded = INSIDE.test(direct) ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return network(plain(forwarded || direct))
}

/** IPv4 written as IPv6 is IPv4. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

function network(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter((group) => group !== '')
  // "::" stands for as many zeros as are missing.
  const rest = tail === undefined ? [] : tail.split(':').filter((group) => group !== '')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest]
  return `${all.slice(0, 4).join(':')}::/64`
}
