import { mintFileToken } from '../../../adapters/web/file-token.ts'
import { RENEW_AFTER, mintToken, newVisitorId, readToken } from '../../../adapters/web/token.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { PublicSession } from '../web/visitor-wire.ts'
import type { PublicThreads } from '../reading/public-threads.ts'

/** Who a visitor is, and where their conversation stands. Nothing is stored for one who has not written yet. */
export interface Sessions {
  /** The visitor whom the token names, or null. */
  visitor(channel: ChannelInfo, token: string | null): Promise<string | null>
  /** A session of that visitor or, with none, of a new one. */
  open(channel: ChannelInfo, token: string | null): Promise<PublicSession>
}

export function createSessions(
  { clock }: Pick<Kit, 'clock'>,
  rooms: { channels: ChannelStore; threads: PublicThreads; log: LogRoom },
): Sessions {
  const { channels, threads, log } = rooms

  async function named(channel: ChannelInfo, token: string | null) {
    if (token === null) return null
    const { hookSecret } = await channels.secrets(channel.id)
    return readToken(hookSecret, token, channel.id, clock.now())
  }

  return {
    visitor: async (channel, token) => (await named(channel, token))?.id ?? null,
    async open(channel, token) {
      const now = clock.now()
      const known = await named(channel, token)
      const { hookSecret } = await channels.secrets(channel.id)
      const visitor = known ?? { id: newVisitorId(), channelId: channel.id, issuedAt: now }
      const young = known !== null && token !== null && now - known.issuedAt < RENEW_AFTER
      const [fresh, files] = await Promise.all([
        young ? token : mintToken(hookSecret, { ...visitor, issuedAt: now }),
        mintFileToken(hookSecret, visitor.id, channel.id, now),
      ])
      // Read at one instant: what comes later is behind the cursor.
      const thread = known ? threads.find(channel.id, visitor.id) : undefined
      const { messages, more } = thread === undefined ? { messages: [], more: false } : threads.page(thread, {})
      return {
        token: fresh,
        files,
        visitor: visitor.id,
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
