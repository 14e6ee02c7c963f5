import type { MediaFacts, MediaPart } from './content.ts'
import { cutMarks, spellLinks } from './marks.ts'
import { type Loss, type Plan, type Refusal, type SegmentBody, isRefusal } from './outgoing.ts'
import { planText } from './plan-text.ts'
import type { MediaLimit, Surface } from './surface.ts'
import { measure } from './text.ts'

type MediaSegment = Extract<SegmentBody, { type: 'media' }>
type SentAs = MediaSegment['as']

/** A medium as what it is, or as a plain file where only that is allowed, with its caption below it or behind it. */
export function planMedia(part: MediaPart, index: number, surface: Surface): Plan | Refusal {
  const wanted = part.type === 'sticker' ? 'image' : part.type
  const choice = choose(part, wanted, surface)
  if (typeof choice !== 'string') return { ...choice, part: index }

  const media: MediaSegment = { type: 'media', as: choice, file: part.file, ...factsOf(part) }
  const losses: Loss[] = choice === wanted ? [] : [{ code: 'media-as-file', part: index }]
  const caption = part.caption?.trim() ? part.caption : undefined
  if (caption === undefined) return { segments: [media], losses }

  const marks = part.marks ?? []
  const { unit, format } = surface.text
  const shown = format === 'plain' ? spellLinks(caption, marks) : caption
  if (measure(shown, unit) <= (surface.media[choice]?.caption ?? 0)) {
    media.caption = shown
    const kept = format === 'plain' ? [] : cutMarks(marks, { start: 0, end: shown.length })
    if (kept.length > 0) media.marks = kept
    if (format === 'plain' && marks.length > 0) losses.push({ code: 'marks-dropped', part: index })
    return { segments: [media], losses }
  }
  const text = planText(caption, marks, index, surface)
  if (isRefusal(text)) return text
  return { segments: [media, ...text.segments], losses: [...losses, { code: 'caption-separate', part: index }, ...text.losses] }
}

/** What to send it as, or why it cannot be sent. The reason is that of the type it is, if the surface has that type. */
function choose(part: MediaPart, wanted: SentAs, surface: Surface): SentAs | Refusal {
  const reason = objection(part, surface.media[wanted])
  if (!reason) return wanted
  const asFile = wanted === 'file' ? reason : objection(part, surface.media.file)
  if (!asFile) return 'file'
  return reason.code === 'media-unsupported' ? asFile : reason
}

function objection(part: MediaPart, limit: MediaLimit | undefined): Refusal | null {
  if (!limit) return { code: 'media-unsupported' }
  if (!limit.mimes.some((pattern) => matches(part.mime, pattern))) return { code: 'file-type' }
  return part.bytes > limit.maxBytes ? { code: 'file-too-large', limit: limit.maxBytes } : null
}

/** `pattern` is a type, `image/*`, or any type. Parameters of `mime` (`; codecs=opus`) do not count. */
function matches(mime: string, pattern: string): boolean {
  const type = mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (pattern === '*/*' || pattern === type) return true
  return pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1))
}

const factsOf = ({ name, mime, bytes, width, height, seconds }: MediaPart): MediaFacts => ({
  mime,
  bytes,
  ...(name !== undefined && { name }),
  ...(width !== undefined && { width }),
  ...(height !== undefined && { height }),
  ...(seconds !== undefined && { seconds }),
})
