import { z } from 'zod'
import type { Emulator } from '../emulator.ts'
import { LabAccount } from './account.ts'
import type { X } from './index.ts'
import type { LabPerson } from './person.ts'
import { placeKey, placesOf } from './places.ts'
import type { World } from './world.ts'

const place = z.object({ phone: z.string(), chat: z.string() })
const words = place.extend({ replyTo: z.number().optional() })
/** Bytes come as base64. */
const file = words.extend({ data: z.base64().optional(), caption: z.string().optional() })
const text = z.string().min(1)

/** What the page asks for on behalf of a person, and of the owner of an account. */
export function xActions(world: World, x: X): Emulator['actions'] {
  const at = (where: z.infer<typeof place>): LabPerson => {
    const person = x.find(where.phone)
    const found = person === undefined ? undefined : placesOf(world, person.person).find((one) => placeKey(one) === where.chat)
    if (person === undefined || found === undefined) throw new Error('There is no such phone or chat')
    return person.with(found)
  }
  const owner = (id: string): LabAccount => {
    const account = world.accounts.get(id)
    if (account === undefined) throw new Error(`There is no account ${id}`)
    return new LabAccount(world, account)
  }
  const action = <T extends z.ZodType>(schema: T, run: (input: z.infer<T>) => unknown) => {
    return (input: unknown): unknown => run(schema.parse(input))
  }
  const bytesOf = ({ data }: z.infer<typeof file>): Uint8Array | undefined => (data === undefined ? undefined : Buffer.from(data, 'base64'))
  return {
    newPerson: action(z.object({ name: z.string().min(1).max(50) }), ({ name }) => ({ phone: x.person({ name }).person.phone })),
    newAccount: action(z.object({ name: z.string().min(1).max(50) }), ({ name }) => {
      const account = x.account({ name })
      return { account: account.id, ...account.credentials }
    }),
    say: action(words.extend({ text }), (input) => at(input).say(input.text, { replyTo: input.replyTo })),
    photo: action(file, (input) => at(input).sendPhoto(bytesOf(input), input)),
    video: action(file, (input) => at(input).sendVideo(bytesOf(input), input)),
    gif: action(file, (input) => at(input).sendGif(bytesOf(input), input)),
    post: action(place.extend({ text }), (input) => at(input).post(input.text)),
    encrypted: action(place.extend({ text }), (input) => at(input).sayEncrypted(input.text)),
    typing: action(place, (input) => at(input).typing()),
    read: action(place, (input) => at(input).read()),
    follow: action(place, (input) => at(input).follow()),
    unfollow: action(place, (input) => at(input).unfollow()),
    block: action(place, (input) => at(input).block()),
    unblock: action(place, (input) => at(input).unblock()),
    /** The owner answers by hand in the X app. */
    answer: action(z.object({ account: z.string(), phone: z.string(), text }), ({ account, phone, text: said }) => {
      const person = x.find(phone)
      if (person === undefined) throw new Error('There is no such phone')
      owner(account).say(person, said)
    }),
    /** The owner posts by hand. */
    announce: action(z.object({ account: z.string(), text }), (input) => ({ post: owner(input.account).post(input.text).id })),
    revoke: action(z.object({ account: z.string() }), (input) => owner(input.account).revoke()),
    /** The owner permits it again; the app gets new tokens. */
    authorise: action(z.object({ account: z.string() }), (input) => {
      const account = owner(input.account)
      account.authorise()
      return account.credentials
    }),
  }
}
