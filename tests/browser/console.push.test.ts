import { expect, test } from 'vitest'
import { come, hub, poll, stand } from './console/stand.ts'

stand({}, { whole: true })

test('what a push service brings is shown in words, and nothing else is asked of the worker', async () => {
  const { page, context } = await come({ path: '/settings/preferences', permissions: ['notifications'] })
  await page.getByRole('switch', { name: 'When no page is open' }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push.js')
    await navigator.serviceWorker.ready
  })
  const devtools = await context.newCDPSession(page)
  let registrationId = ''
  devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => (registrationId = registrations[0]?.registrationId ?? ''))
  await devtools.send('ServiceWorker.enable')
  await poll(() => registrationId).not.toBe('')
  const told = { kind: 'offer', conversation: '7', channel: 'WeChat', urgent: true, language: 'zh' }
  // What the browser has no worker for yet it drops, and says nothing; brought again, it takes the place of the one before.
  const brought = async () => {
    await devtools.send('ServiceWorker.deliverPushMessage', { origin: hub.url, registrationId, data: JSON.stringify(told) })
    return page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications()
      return all.map(({ title, body, tag }) => ({ title, body, tag }))
    })
  }
  await expect
    .poll(brought, { timeout: 30_000, interval: 1000 })
    .toEqual([{ title: '有会话派给您', body: '紧急 · WeChat', tag: 'offer-7' }])
  expect(hub.desk.rooms.push.subscriptions.has(hub.owner.id)).toBe(false)
})
