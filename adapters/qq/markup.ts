import { type Raw, list, object, text } from '../../src/contract/read.ts'
import type { Author } from './wire.ts'

/** A face of QQ's own as it stands in a text: the words for it are JSON in base64. */
const FACE = /<faceType=\d{1,4},faceId="[^"<>]{0,64}",ext="([A-Za-z0-9+/=]{0,4096})">/g
const MENTION = /<@!?([A-Za-z0-9]{1,64})>/g

/** The plain text of what QQ marks up: faces by their names, people by theirs where the message gives them. */
export function plain(content: string, mentions: unknown): string {
  const names = new Map<string, string>()
  for (const item of list(mentions)) {
    const who = object<Author>(item)
    const name = text(who?.username)
    for (const key of [who?.id, who?.member_openid, who?.user_openid]) if (name && typeof key === 'string') names.set(key, name)
  }
  return content
    .replaceAll(FACE, (_, ext: string) => `[${faceName(ext) ?? '🙂'}]`)
    .replaceAll(MENTION, (mention, who: string) => (names.has(who) ? `@${names.get(who)}` : mention))
}

function faceName(ext: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(ext), (character) => character.charCodeAt(0))
    const face: Raw<{ text: string }> | undefined = object(JSON.parse(new TextDecoder().decode(bytes)))
    return text(face?.text)
  } catch {
    return undefined
  }
}

/** In guilds three characters are written as entities, both ways (bot-docs, "text and emoji"). */
export const fromGuild = (content: string): string => content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
export const toGuild = (content: string): string => content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
