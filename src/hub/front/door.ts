import type { Door, HookTarget } from '../../ports/door.ts'
import { DeskError } from '../../desk/errors.ts'
import type { Receive } from '../../desk/inbox/receive.ts'
import type { ChannelStore } from '../../desk/channels/store.ts'
import { isOn } from '../../desk/channels/store.ts'

/** What the front may ask of the desk. */
export function createDoor({ channels, receive }: { channels: ChannelStore; receive: Receive }): Door {
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
    setAside: async (delivery) => void (await take(delivery)),
  }
}
