import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import type { LabPerson, WechatKf } from './index.ts'
import { rareMessages, type RareMessage } from './samples.ts'
import { chatKey } from './screen.ts'
import type { World } from './world.ts'

const onPhone = z.object({ phone: z.string() })
const place = onPhone.extend({ chat: z.string() })
const onMessage = place.extend({ message: z.number() })
/** Bytes come as base64. */
const file = place.extend({ data: z.string().optional(), name: z.string().optional(), mime: z.string().optional() })
const rare = z.enum(Object.keys(rareMessages) as [RareMessage, ...RareMessage[]])
const servicer = place.extend({
  servicer: z.string().default('zhangsan'),
  do: z.enum(['say', 'photo', 'take', 'transfer', 'end', 'recall', 'refuse', 'accept', 'receive', 'pause', 'stop']).default('say'),
  text: z.string().default('您好，我来为您处理'),
  to: z.string().default('lisi'),
  message: z.number().default(0),
})
const account = z.object({ name: z.string().min(1).max(16), corpId: z.string().optional(), secret: z.string().optional() })
const callback = z.object({ corpId: z.string(), url: z.url(), token: z.string(), encodingAesKey: z.string() })

/** What the page and scripts ask for, on behalf of a person, of a servicer in WeCom (`servicer`), or of the corp's admin. */
export function kfActions(world: World, kf: WechatKf): Emulator['actions'] {
  const on = ({ phone }: z.infer<typeof onPhone>): LabPerson => {
    const person = kf.find(Number(phone.split(':')[1]))
    if (person === undefined) throw new Error('There is no such phone')
    return person
  }
  const at = (where: z.infer<typeof place>): LabPerson => {
    const there = world.accounts().find((one) => chatKey(one) === where.chat)
    if (there === undefined) throw new Error('There is no such chat')
    return on(where).with(there)
  }
  const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
    return (input: unknown): unknown => run(schema.parse(input))
  }
  const bytesOf = ({ data }: z.infer<typeof file>): Uint8Array | undefined => (data === undefined ? undefined : Buffer.from(data, 'base64'))
  return {
    newPerson: action(z.object({ name: z.string().min(1).max(64) }), ({ name }) => ({ phone: kf.person({ name }).person.phone })),
    newAccount: action(account, ({ name, ...credentials }) => {
      const corp = kf.corp(credentials)
      return { corpId: corp.id, secret: corp.secret, openKfid: corp.openAccount(name).id }
    }),
    configure: action(callback, ({ corpId, ...settings }) => {
      const corp = world.corps.get(corpId)
      if (corp === undefined) throw new Error('There is no such corp')
      return corp.configure(settings)
    }),
    start: action(place.extend({ payload: z.string().optional() }), (input) => at(input).start(input.payload)),
    scan: action(onPhone.extend({ code: z.url() }), (input) => void on(input).scan(input.code)),
    say: action(place.extend({ text: z.string().min(1) }), (input) => at(input).say(input.text)),
    press: action(onMessage.extend({ data: z.string() }), (input) => at(input).press(input.data, input.message)),
    photo: action(file, (input) => at(input).sendPhoto(bytesOf(input), input.name, input.mime)),
    video: action(file, (input) => at(input).sendVideo(bytesOf(input), input.name, input.mime)),
    file: action(file, (input) => at(input).sendFile(bytesOf(input), input.name, input.mime)),
    voice: action(place.extend({ seconds: z.number().int().min(1).max(60).default(3) }), (input) => at(input).sendVoice(input.seconds)),
    location: action(place.extend({ latitude: z.number(), longitude: z.number() }), (input) =>
      at(input).sendLocation(input.latitude, input.longitude),
    ),
    link: action(place.extend({ title: z.string().min(1), url: z.url() }), (input) => at(input).sendLink(input.title, input.url)),
    rare: action(place.extend({ type: rare }), (input) => at(input).sendRare(input.type)),
    recall: action(onMessage, (input) => at(input).recall(input.message)),
    block: action(place, (input) => at(input).block()),
    unblock: action(place, (input) => at(input).unblock()),
    expire: action(place, (input) => at(input).expire()),
    servicer: action(servicer, (input) => {
      const { session } = at(input)
      const who = kf.servicer(session.account, input.servicer)
      const acts = {
        say: () => who.say(session, input.text),
        photo: () => who.sendPhoto(session),
        take: () => who.take(session),
        transfer: () => who.transfer(session, input.to),
        end: () => who.end(session),
        recall: () => who.recall(session, input.message),
        refuse: () => who.refuse(session, true),
        accept: () => who.refuse(session, false),
        receive: () => who.setStatus('receiving'),
        pause: () => who.setStatus('paused'),
        stop: () => who.setStatus('stopped'),
      }
      return acts[input.do]()
    }),
  }
}
