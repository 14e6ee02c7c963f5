import ipaddr from 'ipaddr.js'
import { z } from 'zod'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Network = [Address, number]

/** Azure tells its machines secrets at an address that looks public, https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16. */
const METADATA = '168.63.129.16'
/** All of the internet that speaks IPv6, https://www.iana.org/assignments/ipv6-unicast-address-assignments. */
const GLOBAL: Network = [ipaddr.IPv6.parse('2000::'), 3]
/** An IPv4 address behind a translator, RFC 6052. */
const TRANSLATED: Network = [ipaddr.IPv6.parse('64:ff9b::'), 96]

/** A setting: addresses, or such with the number of bits that count, as `10.0.0.0/8, ::1`. Default: none. */
export const networks = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
  .refine((all) => all.every((each) => networkOf(each)), 'must be networks such as 10.0.0.0/8, with commas between them')

/** Whether an address may be called: it is on the internet, or in one of the networks that are `allowed`. What is no address may not. */
export function isOpenTo(allowed: readonly string[]): (address: string) => boolean {
  const networks = allowed.map(networkOf).filter((network) => network !== undefined)
  return (text) => {
    if (!ipaddr.isValid(text)) return false
    const address = plain(ipaddr.parse(text))
    return isPublic(address) || networks.some((network) => isIn(address, network))
  }
}

/**
 * Whether the host of a parsed URL may be called, as far as that can be read from it: the parser has turned every way to write
 * an IPv4 address into the usual one. What a name stands for is for whoever looks it up to judge.
 */
export function mayCallHost(hostname: string, mayCall: (address: string) => boolean): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '')
  if (/(^|\.)localhost$/.test(host)) return mayCall('127.0.0.1')
  return !ipaddr.isValid(host) || mayCall(host)
}

function networkOf(text: string): Network | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || address.toString() === METADATA) return false
  return address.kind() === 'ipv4' || isIn(address, GLOBAL)
}

/** The IPv4 address that an IPv6 address only wraps: where the call would end. */
function plain(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  return isIn(address, TRANSLATED) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : address
}

const isIn = (address: Address, [base, bits]: Network): boolean => address.kind() === base.kind() && address.match(base, bits)
