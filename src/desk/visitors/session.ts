import { mintFileToken, readFileToken } from '../../../adapters/web/file-token.ts'
import { mintLiveTicket, readLiveTicket } from '../../../adapters/web/live-ticket.ts'
import { RENEW_AFTER, mintToken, newVisitorId, readToken } from '../../../adapters/web/token.ts'
import { hookSecrets } from '../../contract/hook-secrets.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Pass } from '../web/route.ts'
import type { PublicSession } from '../web/visitor-wire.ts'
import type { PublicThreads } from '../reading/public-threads.ts'

/** Who a visitor is, and where their conversation stands. Nothing is stored for one who has not written yet. */
export interface Sessions {
  /** The visitor for whom that was signed, or null. */
  visitor(channel: ChannelInfo, pass: Pass, signed: string | null): Promise<string | null>
  /** A session of that visitor or, with none, of a new one. */
  open(channel: ChannelInfo, token: string | null): Promise<PublicSession>
}

export function createSessions(
  { clock }: Pick<Kit, 'clock'>,
  rooms: { channels: ChannelStore; threads: PublicThreads; log: LogRoom },
): Sessions {
  const { channels, threads, log } = rooms

  async function visitor({ id }: ChannelInfo, pass: Pass, signed: string | null): Promise<string | null> {
    if (signed === null) return null
    const secrets = hookSecrets(await channels.secrets(id))
    if (pass === 'live') return readLiveTicket(secrets, signed, id, clock.now())
    if (pass === 'files') return readFileToken(secrets, signed, id, clock.now())
    return (await readToken(secrets, signed, id, clock.now()))?.id ?? null
  }

  /** The same token while it is young and signed with our present secret; otherwise another, before it lapses. */
  async function freshToken(secret: string, channelId: string, id: string, token: string | null): Promise<string> {
    const now = clock.now()
    const known = token === null ? null : await readToken([secret], token, channelId, now)
    const young = known !== null && now - known.issuedAt < RENEW_AFTER
    return token !== null && young ? token : mintToken(secret, { id, channelId, issuedAt: now })
  }

  return {
    visitor,
    async open(channel, given) {
      const known = await visitor(channel, 'token', given)
      const { hookSecret } = await channels.secrets(channel.id)
      const id = known ?? newVisitorId()
      const [token, files, live] = await Promise.all([
        freshToken(hookSecret, channel.id, id, given),
        mintFileToken(hookSecret, id, channel.id, clock.now()),
        mintLiveTicket(hookSecret, id, channel.id, clock.now()),
      ])
      // Read at one instant: what comes later is behind the cursor.
      const thread = known === null ? undefined : threads.find(channel.id, id)
      const { messages, more } = thread === undefined ? { messages: [], more: false } : threads.page(thread, {})
      return {
        token,
        files,
        live,
        visitor: id,
        settings: settingsOf(channel),
        messages,
        more,
        unread: thread === undefined ? 0 : threads.unread(thread),
        readSeq: thread === undefined ? 0 : threads.readSeq(thread),
        cursor: log.last(),
      }
    },
  }
}

const settingsOf = ({ name, settings }: ChannelInfo): PublicSession['settings'] => ({
  name: text(settings['name']) ?? name,
  greeting: text(settings['greeting']),
  language: text(settings['language']),
})

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)
