// The service worker: tells an agent of offers and urgent customers while no page of the console is open, and opens the conversation. Nothing else:
// it keeps no pages and answers no requests.
const WORDS = {
  en: {
    offer: 'A conversation is offered to you',
    urgent: 'An urgent customer waits, and nobody is there',
    isUrgent: 'Urgent',
  },
  zh: {
    offer: '有会话派给您',
    urgent: '有紧急客户在等待，暂时没有人可接',
    isUrgent: '紧急',
  },
}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { kind, conversation, channel, urgent, name, text, language } = event.data.json()
  const words = WORDS[language] ?? WORDS.en
  const from = [kind === 'offer' && urgent && words.isUrgent, name, channel].filter(Boolean).join(' · ')
  event.waitUntil(
    self.registration.showNotification(words[kind] ?? words.offer, {
      body: text ? `${from}\n${text}` : from,
      tag: `${kind}-${conversation}`,
      renotify: true,
      requireInteraction: true,
      icon: '/icon.svg',
      data: { path: `/inbox/open/${encodeURIComponent(conversation)}` },
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data
  const open = async () => {
    const [page] = await self.clients.matchAll({ type: 'window' })
    if (!page) return self.clients.openWindow(path)
    await page.focus()
    return page.navigate(path)
  }
  event.waitUntil(open())
})
