/** Why a call did not come back. `sent: false`: it certainly never reached the other side. `private`: it leads to no public address. */
export class EgressFault extends Error {
  override readonly name = 'EgressFault'
  readonly code: 'timeout' | 'unreachable' | 'broken' | 'private'
  readonly sent: boolean

  constructor(code: EgressFault['code'], sent: boolean, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
    this.sent = sent
  }
}

export interface EgressOptions {
  /** Send every call for `https://HOST/path` to `RELAY/HOST/path` instead. */
  relay?: { url: string; secret?: string } | undefined
  /** Networks that may be called although they are not public, as `10.0.0.0/8`; the relay always may. Default: none. */
  allow?: readonly string[]
  /** Deadline of a call, until its headers are here; default 20 s. */
  timeoutMs?: number
  /** A body that brings nothing for so long breaks; default 30 s. No signal of the caller's is needed for it. */
  stallMs?: number
  /** A body that is not whole so long after its reading began breaks; default 10 min. */
  bodyMs?: number
}

/** The one way out of the house. Same shape as `fetch`; rejects with `EgressFault`. */
export type Egress = (request: Request | string | URL, init?: RequestInit) => Promise<Response>
