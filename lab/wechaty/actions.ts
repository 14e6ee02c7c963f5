import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import type { LabPerson, Wechaty } from './index.ts'
import { chatKey, chatsOf } from './screen.ts'
import type { World } from './world.ts'

const onPhone = z.object({ phone: z.string() })
const place = onPhone.extend({ chat: z.string() })
const name = z.string().min(1).max(64)
/** Bytes come as base64. */
const file = place.extend({ data: z.string().optional(), name: z.string().optional(), mime: z.string().optional() })

/** What the page and scripts ask for on behalf of a person. */
export function wechatyActions(world: World, wechaty: Wechaty): Emulator['actions'] {
  const on = ({ phone }: z.infer<typeof onPhone>): LabPerson => {
    const person = wechaty.find(phone)
    if (person === undefined) throw new Error('There is no such phone')
    return person
  }
  const at = (where: z.infer<typeof place>): LabPerson => {
    const { person } = on(where)
    const chat = chatsOf(world, person).find((one) => chatKey(person, one) === where.chat)
    if (chat === undefined) throw new Error('Nobody reads what is written here')
    return on(where).with(chat)
  }
  const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
    return (input: unknown): unknown => run(schema.parse(input))
  }
  const bytesOf = ({ data }: z.infer<typeof file>): Uint8Array | undefined => (data === undefined ? undefined : Buffer.from(data, 'base64'))
  return {
    newPerson: action(z.object({ name }), (input) => ({ phone: wechaty.person(input).person.phone })),
    newAccount: action(z.object({ name }), (input) => {
      const { id, phone } = wechaty.account(input).person
      return { account: id, phone }
    }),
    newGroup: action(onPhone.extend({ title: name }), (input) => {
      const { person } = on(input)
      return { chat: chatKey(person, wechaty.group(input.title)) }
    }),
    scan: action(onPhone.extend({ code: z.string().optional() }), (input) => on(input).scan(input.code)),
    logout: action(onPhone, (input) => on(input).logout()),
    say: action(place.extend({ text: z.string().min(1) }), (input) => at(input).say(input.text)),
    photo: action(file, (input) => at(input).sendPhoto(bytesOf(input), input.name, input.mime)),
    file: action(file, (input) => at(input).sendFile(bytesOf(input), input.name, input.mime)),
    sticker: action(file, (input) => at(input).sendSticker(bytesOf(input), input.name, input.mime)),
    voice: action(place.extend({ seconds: z.number().int().min(1).max(60).default(3) }), (input) => at(input).sendVoice(input.seconds)),
    location: action(place.extend({ latitude: z.number(), longitude: z.number() }), (input) =>
      at(input).sendLocation(input.latitude, input.longitude),
    ),
    link: action(place.extend({ title: z.string().min(1), url: z.url() }), (input) => at(input).sendLink(input.title, input.url)),
    contact: action(place, (input) => at(input).sendContact()),
    recall: action(place.extend({ message: z.number() }), (input) => at(input).recall(input.message)),
  }
}
