import type { z } from '@hono/zod-openapi'
import type { Kit } from '../kit.ts'
import { iso, isoOrNull } from '../web/iso.ts'
import type { channel } from '../web/schemas.ts'
import type { Checklist } from './checklist.ts'
import type { Heard } from './heard.ts'
import type { ChannelInfo, ChannelStore } from './store.ts'

/** A channel as admins and supervisors see it: all but its secrets. */
export function createChannelView(
  { channels, checklist, heard }: { channels: Pick<ChannelStore, 'hookUrl'>; checklist: Pick<Checklist, 'of'>; heard: Pick<Heard, 'of'> },
  { sql }: Pick<Kit, 'sql'>,
) {
  const waiting = sql.prepare<{ n: number }>('SELECT count(DISTINCT messageId) AS n FROM Segment WHERE open > 0 AND channelId = ?')

  function setupOf(id: string): z.infer<typeof channel>['setup'] {
    const { steps, waits } = checklist.of(id)
    const { calledAt, heardAt } = heard.of(id)
    const shown = steps.map(({ proof, value, ...step }) => ({
      ...step,
      ...(value !== undefined && { value }),
      checked: proof !== undefined,
    }))
    return { steps: shown, waits, calledAt: isoOrNull(calledAt), heardAt: isoOrNull(heardAt) }
  }

  return (info: ChannelInfo): z.infer<typeof channel> => {
    const { id, state, health, account } = info
    return {
      id,
      kind: info.kind,
      name: info.name,
      state,
      health: {
        state: health.state,
        since: iso(health.since),
        ...(health.code === undefined
          ? {}
          : {
              advice: {
                code: health.code,
                ...(health.text === undefined ? {} : { text: health.text }),
                ...(health.qr === undefined ? {} : { qr: health.qr }),
              },
            }),
      },
      hookUrl: channels.hookUrl(id),
      account: account && {
        externalId: account.externalId,
        name: account.name,
        ...(account.username === undefined ? {} : { username: account.username }),
      },
      settings: info.settings,
      setup: setupOf(id),
      waitingSends: waiting.get(id)?.n ?? 0,
    }
  }
}
