import type { ChannelStore } from '../../desk/channels/store.ts'
import type { Heard } from '../../desk/channels/heard.ts'
import { isOn } from '../../desk/channels/store.ts'
import { DeskError } from '../../desk/errors.ts'
import type { Receive } from '../../desk/inbox/receive.ts'
import type { SetAside } from '../../desk/inbox/set-aside.ts'
import type { Kit } from '../../desk/kit.ts'
import type { Door, HookTarget } from '../../ports/door.ts'

/** What the front may ask of the desk. */
export function createDoor(
  { channels, heard, receive, setAside }: { channels: ChannelStore; heard: Heard; receive: Receive; setAside: SetAside },
  { commit }: Pick<Kit, 'commit'>,
): Door {
  const take: Door['receive'] = (delivery) =>
    receive(delivery).catch((error: unknown) => {
      if (error instanceof DeskError && error.code === 'not-found') return null
      throw error
    })

  return {
    async target(id): Promise<HookTarget | null> {
      const channel = channels.find(id)
      if (!isOn(channel)) return null
      const { kind, account, settings } = channel
      return { channelId: id, kind, account, settings, ...(await channels.secrets(id)) }
    },
    receive: take,
    async heard(id) {
      if (isOn(channels.find(id)) && heard.isNews(id)) await commit(() => heard.called(id))
    },
    async setAside(delivery) {
      const { channelId, events } = delivery
      if (!channels.find(channelId)) return
      const failed = await take(delivery).then((outcome) => (outcome === null ? 'The channel was switched off.' : undefined), String)
      const lasting = events.filter(({ type }) => type !== 'typing')
      if (failed !== undefined) await commit(() => setAside.put(channelId, lasting, failed))
    },
  }
}
