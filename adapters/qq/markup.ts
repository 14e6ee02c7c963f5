import { type Raw, list, object, text } from '../../src/contract/read.ts'
import type { Author } from './wire.ts'

/** A face of QQ's own as it stands in a text: the words for it, if any, are JSON in base64, mostly in brackets. */
const FACE = /<faceType=\d{1,4}(?:,faceId="[^"<>]{0,64}")?(?:,ext="([A-Za-z0-9+/=]{0,4096})")?>/g
const MENTION = /<@!?([A-Za-z0-9]{1,64})>/g
/** An openid, or the number that somebody has in guilds. */
const SOMEBODY = /^(?:[0-9A-F]{32}|\d{10,})$/
/** So much of an id tells people in a group apart. */
const SHORT = 6

/** The plain text of what QQ marks up: faces by their names, people by theirs, or where QQ keeps them by the beginning of their ids. */
export function plain(content: string, mentions: unknown): string {
  const names = new Map<string, string>()
  for (const item of list(mentions)) {
    const who = object<Author>(item)
    const name = text(who?.username)
    for (const key of [who?.id, who?.member_openid, who?.user_openid]) if (name && typeof key === 'string') names.set(key, name)
  }
  return content
    .replaceAll(FACE, (_, ext?: string) => `[${faceName(ext) ?? '🙂'}]`)
    .replaceAll(MENTION, (mention, who: string) => {
      const name = names.get(who) ?? (SOMEBODY.test(who) ? who.slice(0, SHORT) : undefined)
      return name === undefined ? mention : `@${name}`
    })
}

function faceName(ext: string | undefined): string | undefined {
  if (ext === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(ext), (character) => character.charCodeAt(0))
    const face: Raw<{ text: string }> | undefined = object(JSON.parse(new TextDecoder().decode(bytes)))
    return text(text(face?.text)?.replace(/^\[(.*)\]$/, '$1'))
  } catch {
    return undefined
  }
}

/** In guilds three characters are written as entities, both ways (bot-docs, "text and emoji"). */
export const fromGuild = (content: string): string => content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
export const toGuild = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
