import { setTimeout } from 'node:timers/promises'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { OWNER } from '../../lab/samples/agents.ts'

/** The demo that runs, by its addresses. */
export interface Demo {
  hub: string
  lab: string
}

/** With something to show. */
export interface Seeded extends Demo {
  /** The cookies of its owner. */
  session: Exclude<BrowserContextOptions['storageState'], undefined>
  /** The conversations by words of theirs. */
  talk: Record<'private' | 'public' | 'broken' | 'free', string>
}

interface Talk {
  id: string
  preview: string | null
}

interface State {
  phones: { id: string; platform: string; owner: { name: string }; chats: { id: string }[] }[]
}

const DAY = 86_400_000

/** Some of the customers are answered, put off or done with; one writes in public, and the platform of another refuses us. */
export async function seed(browser: Browser, demo: Demo): Promise<Seeded> {
  const context = await browser.newContext()
  const ask = async <T>(method: string, url: string, data?: object): Promise<T> => {
    const answer = await context.request.fetch(url, { method, data, headers: { origin: demo.hub } })
    if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json().catch(() => null)) as T
  }
  const hub = <T>(method: string, path: string, data?: object) => ask<T>(method, `${demo.hub}/api${path}`, data)
  const { phones } = await ask<State>('GET', `${demo.lab}/lab/state`)
  const act = async (owner: string, action: string, data: object): Promise<void> => {
    const phone = phones.find(({ owner: { name } }) => name === owner)
    if (!phone) throw new Error(`Nobody is called ${owner}.`)
    await ask('POST', `${demo.lab}/lab/${phone.platform}/actions/${action}`, { phone: phone.id, chat: phone.chats[0]?.id, ...data })
  }
  /** The conversation whose last words these are, once it is there. */
  const saying = async (words: string): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const { items } = await hub<{ items: Talk[] }>('GET', '/conversations?view=open')
      const found = items.find(({ preview }) => preview?.includes(words))
      if (found) return found.id
      await setTimeout(100)
    }
    throw new Error(`Nobody says ${words}`)
  }
  let keys = 0
  const say = (id: string, text: string, what: 'messages' | 'notes' = 'messages') =>
    hub('POST', `/conversations/${id}/${what}`, { key: `picture-${(keys += 1)}`, content: [{ type: 'text', text }] })
  const does = (id: string, step: string, data?: object) => hub('POST', `/conversations/${id}/${step}`, data)

  await hub('POST', '/auth/sign-in/email', { email: OWNER.email, password: OWNER.password })
  const ada = await saying('look at it today')
  const karim = await saying('رمز التحقق')
  const paid = await saying('充值了')
  const stolen = await saying('语音菜单')
  const invoice = await saying('发票')
  await does(ada, 'claim')
  await say(ada, 'Hello Ada, thank you for telling us. Could you send us the two lines of your statement?')
  await act('Ada', 'album', { count: 4, caption: 'Both on the same day' })
  await saying('Both on the same day')
  await act('Ada', 'say', { text: 'And the receipt says 19.90, not 39.80.' })
  await saying('the receipt says')
  await say(ada, 'Finance confirms that 4711 was booked twice.', 'notes')
  await say(ada, 'You are right: it was booked twice. You have the 19.90 back within two days.')
  await does(karim, 'claim')
  await does(karim, 'snooze', { until: new Date(Date.now() + DAY).toISOString() })
  await does(paid, 'claim')
  await say(paid, '您好，已经到账了，请刷新一下页面。')
  await does(paid, 'resolve')
  await does(stolen, 'priority', { priority: 'urgent' })
  await act('Bo', 'post', { text: 'Third broken pot this month, and nobody answers my mails.' })
  const post = await saying('Third broken pot')
  await does(post, 'claim')
  await ask('PATCH', `${demo.lab}/lab/qq/faults`, { unauthorized: true })
  await does(stolen, 'claim')
  await say(stolen, '您好，我们马上为您冻结账号。')
  const session = await context.storageState()
  await context.close()
  return { ...demo, session, talk: { private: ada, public: post, broken: stolen, free: invoice } }
}
