import { api, body } from '../../api/client.ts'
import { preferences } from '../../lib/preferences.ts'

/** How the server is asked about it. */
export const pushes = {
  state: () => body(api.push.$get()),
  words: async (words: boolean): Promise<void> => void (await api.push.words.$put({ json: { words } })),
}

/** Whether this browser can be told something while no page is open: over https, or on this machine. */
export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in globalThis

const registration = (): Promise<ServiceWorkerRegistration | undefined> => navigator.serviceWorker.getRegistration('/')

const present = async (): Promise<PushSubscription | null> => (await (await registration())?.pushManager.getSubscription()) ?? null

const keyOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.codePointAt(0) ?? 0)

async function subscribe(): Promise<PushSubscription> {
  const { key } = await pushes.state()
  await navigator.serviceWorker.register('/push.js')
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: keyOf(key) }
  return pushManager.subscribe(options).catch(async (error: unknown) => {
    // Subscribed by another key of ours, from before.
    const old = await pushManager.getSubscription()
    if (!old) throw error
    await old.unsubscribe()
    return pushManager.subscribe(options)
  })
}

/** This browser is told from now on, also where it was another agent's. Rejects where it cannot be. */
export async function startPush(language: 'en' | 'zh', urgent: boolean): Promise<void> {
  const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = (await subscribe()).toJSON()
  await api.push.subscription.$put({ json: { endpoint, keys: { p256dh, auth }, language, urgent } })
  preferences.change({ push: true, pushUrgent: urgent })
}

/** It is told nothing more: who signs out leaves nobody else what is theirs. */
export async function endPush(): Promise<void> {
  preferences.change({ push: false })
  const subscription = canPush() ? await present() : null
  if (!subscription) return
  const { endpoint } = subscription
  await Promise.allSettled([api.push.subscription.$delete({ query: { endpoint } }), subscription.unsubscribe()])
}
