import type { Bot } from './bot.ts'
import type { QqFile } from './files.ts'
import type { C2c, Chat, Dm, Group, Person, Stored, World } from './world.ts'

/** Delivers an event to a bot; it can be answered by its id. Returns the id. */
export function emit(world: World, bot: Bot, t: string, d: object, chat: Chat, received?: () => void): string {
  const id = `${t}:${world.key(16)}`
  bot.anchors.set(id, { chat, at: world.now(), event: t, used: 0, seqs: new Set() })
  bot.hook.push({ id, t, d }, chat, received)
  return id
}

/** Delivers a person's message; it can be answered by its `d.id`. */
export function emitMessage(world: World, bot: Bot, t: string, d: object, chat: Chat, stored: Stored): void {
  bot.anchors.set(stored.id, { chat, at: stored.at, event: undefined, used: 0, seqs: new Set() })
  emit(world, bot, t, d, chat, () => {
    stored.state = 'delivered'
    world.changed(chat)
  })
}

/** The `d` of C2C_MESSAGE_CREATE. Nicknames of friends are empty on the real platform too. */
export function c2cMessage(world: World, { openid }: C2c, stored: Stored): object {
  return {
    ...common(world, stored, stored.text),
    author: { id: openid, user_openid: openid, union_openid: '', username: '', bot: false },
    message_scene: { source: 'default', ext: ['', ...refs(stored)] },
  }
}

/** The `d` of GROUP_AT_MESSAGE_CREATE and GROUP_MESSAGE_CREATE. The fields of `mentions` are not verified. */
export function groupMessage(world: World, bot: Bot, group: Group, stored: Stored, called: boolean): object {
  const person = stored.by as Person
  const openid = memberId(world, bot, group, person)
  const mention = `@${bot.name}`
  // What called the bot is taken out, the blank after it stays.
  const content = called ? ` ${stored.text.replace(mention, '').trimStart()}` : stored.text
  return {
    ...common(world, stored, content),
    group_id: groupId(world, bot, group),
    group_openid: groupId(world, bot, group),
    author: {
      id: openid,
      member_openid: openid,
      union_openid: '',
      member_role: group.people.get(person) ?? 'member',
      username: person.name,
      bot: false,
    },
    ...(called ? { mentions: [{ username: bot.name, bot: true, is_you: true }] } : {}),
    message_scene: { source: 'default', ext: [...refs(stored), `auth_token=${world.key(24)}`] },
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The `d` of DIRECT_MESSAGE_CREATE: a classic guild message. */
export function dmMessage(world: World, chat: Dm, stored: Stored): object {
  const { person } = chat
  const attachments = stored.file === undefined ? [] : [guildAttachment(world, stored.file)]
  return {
    id: stored.id,
    author: { id: guildId(person), username: person.name, avatar: '', bot: false },
    channel_id: chat.channel,
    guild_id: chat.guild,
    content: escaped(stored.text),
    direct_message: true,
    src_guild_id: `9${chat.guild}`,
    member: { joined_at: world.time(0), roles: ['1'] },
    seq: stored.n,
    timestamp: world.time(stored.at),
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(stored.quoted === undefined ? {} : { message_reference: { message_id: stored.quoted.id } }),
  }
}

export const groupId = (world: World, bot: Bot, group: Group): string => world.openid(bot, 'group', String(group.n))
export const memberId = (world: World, bot: Bot, group: Group, person: Person): string =>
  world.openid(bot, 'member', `${group.n} ${person.phone}`)
/** Guild users have long decimal ids. */
export const guildId = (person: Person): string => `1440115218${String(person.n).padStart(9, '0')}`

const refs = ({ ref, quoted }: Stored): string[] => [...(quoted === undefined ? [] : [`ref_msg_idx=${quoted.ref}`]), `msg_idx=${ref}`]

function common(world: World, stored: Stored, content: string): object {
  const { file, ark, quoted } = stored
  return {
    id: stored.id,
    content: ark === undefined ? content : `[卡片消息] ${ark.ark_name}\n摘要: ${ark.prompt}`,
    timestamp: world.time(stored.at),
    message_type: quoted === undefined ? (ark === undefined ? 0 : 3) : 103,
    ...(file === undefined ? {} : { attachments: [attachment(world, file)] }),
    ...(ark === undefined ? {} : { ark_data: ark }),
    ...(quoted === undefined ? {} : { msg_elements: [element(world, quoted)] }),
  }
}

const element = (world: World, { ref, text, file }: Stored): object => ({
  msg_idx: ref,
  message_type: 103,
  content: text,
  ...(file === undefined ? {} : { attachments: [attachment(world, file)] }),
})

/** In guilds addresses come without `https://`, which clients put before them. */
function guildAttachment(world: World, file: QqFile): object {
  const { url, ...rest } = attachment(world, file)
  return { id: file.key, ...rest, url: url.replace('https://', '') }
}

function attachment(world: World, file: QqFile): { url: string } & Record<string, unknown> {
  const { type, name, mime, bytes, width, height, wav, transcript } = file
  const kinds = { 1: mime, 2: 'video/mp4', 3: 'voice', 4: 'file' }
  return {
    content_type: kinds[type],
    filename: name,
    url: world.files.link(file),
    size: bytes.length,
    ...(width === undefined ? {} : { width, height }),
    ...(wav === undefined ? {} : { voice_wav_url: world.files.link(wav) }),
    ...(transcript === undefined ? {} : { asr_refer_text: transcript }),
  }
}
