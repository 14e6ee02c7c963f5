import { CircleHelp, Link2, MapPin, User } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Bubble } from '../../../screen.ts'
import { Anchor } from '../parts/Anchor.tsx'
import { kindWord, useWords } from '../words.ts'
import { FormattedText } from './FormattedText.tsx'
import { FileRow, Picture, Row, StickerPicture, Voice } from './Media.tsx'

const pictured = new Set(['photo', 'video', 'animation', 'video-note'])

export const isPicture = ({ media }: Bubble): boolean => media !== undefined && pictured.has(media.type)

/** Nothing in it that a phone could show. */
export const isEmpty = ({ text, media, place, card, link, buttons }: Bubble): boolean =>
  [text, media, place, card, link, buttons].every((one) => one === undefined)

/** What a message, or the parts of an album, hold: quote, pictures, cards, then the text with `meta` in its last line. */
export function Content({ parts, kind, meta }: { parts: Bubble[]; kind: string; meta: ReactNode }) {
  const { t } = useWords(kind)
  const [first] = parts
  const pictures = parts.filter(isPicture)
  const text = parts.find((part) => part.text !== undefined)
  return (
    <>
      {first?.forwarded !== undefined && (
        <div className="px-2.5 pt-1.5 text-[12.5px] text-link">
          {t('forwarded')} <b>{first.forwarded}</b>
        </div>
      )}
      {first?.reply !== undefined && <Quote {...first.reply} />}
      {pictures.length > 0 && <Album parts={pictures} kind={kind} />}
      {parts.map((part) => (
        <Attachment key={part.id} part={part} kind={kind} />
      ))}
      {parts.every(isEmpty) && <Row icon={<CircleHelp size={19} />} title={t('unsupported')} detail={t('unsupportedHint')} />}
      {text?.text === undefined ? (
        meta
      ) : (
        <div className="flow-root px-2.5 pt-1 pb-1">
          <FormattedText text={text.text} marks={text.marks ?? []} />
          {meta !== false && <span className="relative top-1 float-right -mr-2.5 ml-1">{meta}</span>}
        </div>
      )}
    </>
  )
}

function Quote({ author, text, kind }: NonNullable<Bubble['reply']>) {
  const { t } = useWords()
  return (
    <div className="mx-2 mt-1.5 rounded-md border-l-[3px] border-current bg-current/10 px-2 py-0.5 text-[12.5px]">
      <div className="font-semibold">{author}</div>
      <div className="max-w-52 truncate">{text || (kind !== 'text' && t(kindWord(kind)))}</div>
    </div>
  )
}

function Album({ parts, kind }: { parts: Bubble[]; kind: string }) {
  const columns = parts.length === 1 ? 1 : parts.length === 2 || parts.length === 4 ? 2 : 3
  return (
    <div className="grid w-[210px] max-w-full gap-0.5" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {parts.map((part) => part.media !== undefined && <Picture key={part.id} media={part.media} kind={kind} square={parts.length > 1} />)}
    </div>
  )
}

function Attachment({ part, kind }: { part: Bubble; kind: string }) {
  const { place, card, link, media } = part
  if (place !== undefined) return <Place {...place} />
  if (card !== undefined) return <Row icon={<User size={19} />} title={card.name} detail={card.phone} />
  if (link !== undefined) return <LinkCard {...link} />
  if (media === undefined || isPicture(part)) return null
  if (media.type === 'voice' || media.type === 'audio') return <Voice media={media} kind={kind} />
  return media.type === 'sticker' ? <StickerPicture media={media} kind={kind} /> : <FileRow media={media} kind={kind} />
}

function Place({ latitude, longitude, title, address }: NonNullable<Bubble['place']>) {
  const at = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`
  return (
    <div className="w-[210px] max-w-full">
      <div aria-hidden className="map grid h-24 place-items-center">
        <MapPin size={30} className="-mt-4 fill-[#d8432d] text-white drop-shadow" />
      </div>
      <div className="px-2.5 py-1.5">
        {title !== undefined && title !== '' && <div className="font-semibold">{title}</div>}
        <div className="text-[12px] text-hint">{address !== undefined && address !== '' ? `${address} · ${at}` : at}</div>
      </div>
    </div>
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url).host || url
  } catch {
    return url
  }
}

function LinkCard({ title, description, url }: NonNullable<Bubble['link']>) {
  return (
    <Anchor url={url} className="block w-[210px] max-w-full">
      <div className="px-2.5 py-1.5">
        <div className="line-clamp-2 font-semibold">{title}</div>
        {description !== undefined && description !== '' && (
          <div className="mt-0.5 line-clamp-2 text-[12.5px] text-hint">{description}</div>
        )}
      </div>
      <div className="flex items-center gap-1.5 border-t border-current/15 px-2.5 py-1 text-[11.5px] text-hint">
        <Link2 aria-hidden size={13} className="shrink-0" />
        <span className="truncate">{hostOf(url)}</span>
      </div>
    </Anchor>
  )
}
