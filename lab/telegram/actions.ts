import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import { defined, omit } from '../omit.ts'
import type { LabPerson, Telegram } from './index.ts'
import { chatKey, chatsOf } from './screen.ts'
import type { World } from './world.ts'

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

/** What the page asks for on behalf of a person. */
export function telegramActions(world: World, telegram: Telegram): Emulator['actions'] {
  const at = (where: z.infer<typeof place>): LabPerson => {
    const person = telegram.find(Number(where.phone.split(':')[1]))
    const chat = person === undefined ? undefined : chatsOf(world, person.person).find((one) => chatKey(one) === where.chat)
    if (person === undefined || chat === undefined) throw new Error('There is no such phone or chat')
    return person.with(chat)
  }
  const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
    return (input: unknown): unknown => run(schema.parse(input))
  }
  const bytesOf = (input: z.infer<typeof file>): Uint8Array | undefined =>
    input.data === undefined ? undefined : Buffer.from(input.data, 'base64')
  const about = (input: z.infer<typeof file>) => defined(omit(input, 'phone', 'chat', 'data'))
  return {
    newPerson: action(z.object({ name: z.string().min(1).max(64) }), ({ name }) => ({ phone: telegram.person({ name }).person.phone })),
    newGroup: action(z.object({ phone: z.string(), title: z.string().min(1).max(128) }), ({ phone, title }) => {
      const owner = telegram.find(Number(phone.split(':')[1]))
      if (owner === undefined) throw new Error('There is no such phone')
      const people = [...world.people.keys()]
        .filter((id) => id !== owner.id)
        .map((id) => telegram.find(id))
        .filter((person) => person !== undefined)
      const group = telegram.group(title, owner, { people, bots: [...world.bots.values()] })
      return { chat: chatKey(group.chat) }
    }),
    start: action(place.extend({ payload: z.string().optional() }), (input) => at(input).start(input.payload)),
    say: action(words.extend({ text: z.string().min(1) }), (input) => at(input).say(input.text, { replyTo: input.replyTo })),
    edit: action(onMessage.extend({ text: z.string().min(1) }), (input) => at(input).edit(input.message, input.text)),
    react: action(onMessage.extend({ emoji: z.array(z.string()) }), (input) => at(input).react(input.message, ...input.emoji)),
    press: action(onMessage.extend({ data: z.string() }), (input) => at(input).press(input.data, input.message)),
    photo: action(file, (input) => at(input).sendPhoto(bytesOf(input), about(input))),
    album: action(file.extend({ count: z.number().int().min(2).max(10).default(3) }), (input) =>
      at(input).sendAlbum(input.count, about(omit(input, 'count'))),
    ),
    file: action(file, (input) => at(input).sendDocument(bytesOf(input) ?? Buffer.from('A sample file.\n'), about(input))),
    sticker: action(file, (input) => at(input).sendSticker(bytesOf(input), about(input))),
    voice: action(words.extend({ seconds: z.number().int().min(1).max(60).default(3) }), (input) =>
      at(input).sendVoice(input.seconds, { replyTo: input.replyTo }),
    ),
    location: action(words.extend({ latitude: z.number(), longitude: z.number() }), (input) =>
      at(input).sendLocation(input.latitude, input.longitude, { replyTo: input.replyTo }),
    ),
    contact: action(words.extend({ name: z.string(), number: z.string() }), (input) =>
      at(input).sendContact(input.name, input.number, { replyTo: input.replyTo }),
    ),
    block: action(place, (input) => at(input).block()),
    unblock: action(place, (input) => at(input).unblock()),
  }
}
