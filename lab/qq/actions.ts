import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import type { Qq } from './index.ts'
import type { LabPerson } from './person.ts'
import { chatKey, chatsOf } from './screen.ts'
import type { World } from './world.ts'

type Actions = Emulator['actions']

const place = z.object({ phone: z.string(), chat: z.string() })
const onMessage = place.extend({ message: z.number() })
const words = place.extend({ replyTo: z.number().optional() })
/** Bytes come as base64. */
const file = words.extend({
  data: z.string().optional(),
  name: z.string().optional(),
  mime: z.string().optional(),
  caption: z.string().optional(),
})

const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
  return (input: unknown): unknown => run(schema.parse(input))
}
const bytesOf = ({ data }: z.infer<typeof file>): Uint8Array | undefined => (data === undefined ? undefined : Buffer.from(data, 'base64'))
const about = ({ name, mime, caption, replyTo }: z.infer<typeof file>) => ({ name, mime, caption, replyTo })

/** What the page asks for on behalf of a person. */
export function personActions(world: World, qq: Qq): Actions {
  const holder = (phone: string): LabPerson => {
    const person = qq.find(phone)
    if (person === undefined) throw new Error('There is no such phone')
    return person
  }
  const at = (where: z.infer<typeof place>): LabPerson => {
    const person = holder(where.phone)
    const chat = chatsOf(world, person.person).find((one) => chatKey(one) === where.chat)
    if (chat === undefined) throw new Error('There is no such chat')
    return person.with(chat)
  }
  return {
    newPerson: action(z.object({ name: z.string().min(1).max(64) }), ({ name }) => ({ phone: qq.person({ name }).person.phone })),
    newGroup: action(z.object({ phone: z.string(), title: z.string().min(1).max(64) }), ({ phone, title }) => {
      const people = qq.people().filter(({ person }) => person.phone !== phone)
      return { chat: chatKey(qq.group(title, holder(phone), { people, bots: [...world.bots.values()] }).group) }
    }),
    joinGuild: action(z.object({ phone: z.string(), appId: z.string() }), ({ phone, appId }) => ({
      chat: chatKey(holder(phone).with(qq.account(appId)).inGuild().chat),
    })),
    start: action(place.extend({ payload: z.string().optional() }), (input) => at(input).start(input.payload)),
    say: action(words.extend({ text: z.string().min(1) }), (input) => at(input).say(input.text, { replyTo: input.replyTo })),
    photo: action(file, (input) => at(input).sendPhoto(bytesOf(input), about(input))),
    video: action(file, (input) => at(input).sendVideo(bytesOf(input), about(input))),
    file: action(file, (input) => at(input).sendFile(bytesOf(input) ?? Buffer.from('A sample file.\n'), about(input))),
    voice: action(words.extend({ seconds: z.number().int().min(1).max(60).default(3), transcript: z.string().optional() }), (input) =>
      at(input).sendVoice(input.seconds, { replyTo: input.replyTo, transcript: input.transcript }),
    ),
    location: action(words.extend({ latitude: z.number(), longitude: z.number() }), (input) =>
      at(input).sendLocation(input.latitude, input.longitude, { replyTo: input.replyTo }),
    ),
    link: action(words.extend({ title: z.string().min(1), url: z.url(), description: z.string().optional() }), (input) =>
      at(input).sendLink(input.title, input.url, { replyTo: input.replyTo, description: input.description }),
    ),
    press: action(onMessage.extend({ data: z.string() }), (input) => at(input).press(input.data, input.message)),
    menu: action(place.extend({ key: z.string() }), (input) => at(input).menu(input.key)),
    rate: action(onMessage.extend({ rating: z.enum(['like', 'dislike']) }), (input) => at(input).rate(input.message, input.rating)),
    block: action(place, (input) => at(input).block()),
    unblock: action(place, (input) => at(input).unblock()),
    reject: action(place, (input) => at(input).reject()),
    receive: action(place, (input) => at(input).receive()),
    expire: action(place, (input) => at(input).expire()),
  }
}

const account = z.object({ appId: z.string() })

/** What a developer does on the platform's site, and what the platform decides about a bot. */
export function accountActions(qq: Qq): Actions {
  const profile = z.object({ appId: z.string(), secret: z.string().min(1), name: z.string().optional() })
  return {
    newAccount: action(profile, (input) => ({ appId: qq.bot(input).appId })),
    configure: action(account.extend({ url: z.string() }), (input) => qq.account(input.appId).configure({ url: input.url })),
    ban: action(account.extend({ banned: z.boolean().default(true) }), (input) => void (qq.account(input.appId).banned = input.banned)),
    audit: action(account.extend({ verdict: z.enum(['pass', 'reject']).default('pass') }), (input) =>
      qq.account(input.appId).auditNext(input.verdict),
    ),
    refuse: action(account.extend({ code: z.number().int() }), (input) => qq.account(input.appId).refuseNext(input.code)),
    redeliver: action(account, (input) => qq.account(input.appId).redeliver()),
    replay: action(account, (input) => qq.account(input.appId).replay()),
  }
}
