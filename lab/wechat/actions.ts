import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import { defined } from '../omit.ts'
import type { Account } from './account.ts'
import type { Wechat } from './index.ts'
import type { LabPerson } from './person.ts'
import type { World } from './world.ts'

/** `chat` is an appid. */
const place = z.object({ phone: z.string(), chat: z.string() })
/** Bytes come as base64. */
const file = place.extend({ data: z.string().optional(), name: z.string().optional(), mime: z.string().optional() })
const scanned = place.extend({ code: z.string().min(1).max(200) })
const newAccount = z.object({
  appid: z.string().optional(),
  secret: z.string().optional(),
  name: z.string().max(64).optional(),
  type: z.enum(['service', 'subscription', 'test']).optional(),
})
const settings = z.object({
  appid: z.string(),
  url: z.string(),
  token: z.string(),
  encodingAesKey: z.string(),
  mode: z.enum(['plain', 'compatible', 'secure']),
})

/** What the page asks for on behalf of a person, and of an account's admin. */
export function wechatActions(world: World, wechat: Wechat): Emulator['actions'] {
  const accountOf = (appid: string): Account => {
    const account = world.accounts.get(appid)
    if (account === undefined) throw new Error(`There is no account ${appid}`)
    return account
  }
  const at = ({ phone, chat }: z.infer<typeof place>): LabPerson => {
    const person = wechat.find(Number(phone.split(':')[1]))
    if (person === undefined) throw new Error('There is no such phone')
    return person.with(accountOf(chat))
  }
  const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
    return (input: unknown): unknown => run(schema.parse(input))
  }
  const bytes = ({ data }: z.infer<typeof file>) => (data === undefined ? undefined : Buffer.from(data, 'base64'))
  return {
    newAccount: action(newAccount, (input) => {
      const { appid, secret, name } = wechat.account(defined(input))
      return { appid, secret, name }
    }),
    configure: action(settings, ({ appid, ...input }) => accountOf(appid).configure(input)),
    newPerson: action(z.object({ name: z.string().min(1).max(64) }), ({ name }) => ({ phone: wechat.person({ name }).person.phone })),
    start: action(place.extend({ payload: z.string().optional() }), (input) => at(input).follow(input.payload)),
    follow: action(scanned.partial({ code: true }), (input) => at(input).follow(input.code)),
    unfollow: action(place, (input) => at(input).unfollow()),
    scan: action(scanned, (input) => at(input).scan(input.code)),
    say: action(place.extend({ text: z.string().min(1) }), (input) => at(input).say(input.text)),
    photo: action(file, (input) => at(input).sendPhoto(bytes(input), input)),
    voice: action(
      place.extend({ seconds: z.number().int().min(1).max(60).default(3), recognition: z.string().optional() }),
      ({ seconds, recognition, ...input }) => at(input).sendVoice(seconds, { recognition }),
    ),
    video: action(file.extend({ short: z.boolean().default(false) }), (input) => at(input).sendVideo(bytes(input), { short: input.short })),
    file: action(file, (input) => at(input).sendFile(bytes(input) ?? Buffer.from('A sample file.\n'), input)),
    sticker: action(file, (input) => at(input).sendSticker(bytes(input))),
    location: action(place.extend({ latitude: z.number(), longitude: z.number() }), (input) =>
      at(input).sendLocation(input.latitude, input.longitude),
    ),
    link: action(place.extend({ title: z.string(), url: z.string(), description: z.string().default('') }), (input) =>
      at(input).sendLink(input.title, input.url, input.description),
    ),
    press: action(place.extend({ message: z.number(), data: z.string() }), (input) => at(input).press(input.data, input.message)),
    menu: action(place.extend({ key: z.string() }), (input) => at(input).menu(input.key)),
    block: action(place, (input) => at(input).block()),
    unblock: action(place, (input) => at(input).unblock()),
    expire: action(place, (input) => at(input).expire()),
  }
}
