import { Check, CheckCheck, Ellipsis, ExternalLink, FileText, LoaderCircle, MapPin, User } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Bubble as View, Button } from '../../screen.ts'
import { colourOf } from './Avatar.tsx'
import { FormattedText } from './FormattedText.tsx'
import { Picture, sizeOf, Voice } from './Media.tsx'
import { kindWord, useWords } from './words.ts'

interface Props {
  /** More than one: the parts of an album. */
  parts: View[]
  kind: string
  showAuthor: boolean
  onPress: (button: Button) => void
  onMenu: (bubble: View, at: { x: number; y: number }) => void
}

/** One bubble with what hangs on it: buttons, reactions, ticks. */
export function BubbleView({ parts, kind, showAuthor, onPress, onMenu }: Props) {
  const { t } = useWords()
  const first = parts[0]
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return null
  if (first.service !== undefined) {
    const { what, ...who } = first.service
    return <p className="mx-auto my-1 rounded-full bg-black/25 px-3 py-0.5 text-center text-xs font-medium text-white">{t(what, who)}</p>
  }
  const { mine } = first
  const text = parts.find((part) => part.text !== undefined)
  const bare = parts.length === 1 && first.media?.type === 'sticker'
  const pictures = parts.filter((part) => part.media !== undefined && ['photo', 'video', 'animation'].includes(part.media.type))
  const surface = bare ? '' : `bubble ${mine ? 'bubble-tail-mine bg-[#e3fed3]' : 'bubble-tail-other bg-white'}`
  return (
    <div className={`flex max-w-[82%] flex-col ${mine ? 'self-end' : 'self-start'}`} data-message={last.id}>
      <div className={`group/bubble relative w-fit max-w-full ${mine ? 'self-end' : ''}`}>
        <div
          onContextMenu={(event) => {
            event.preventDefault()
            onMenu(last, { x: event.clientX, y: event.clientY })
          }}
          className={`${surface} overflow-hidden text-[13.5px] leading-[1.35] text-slate-900`}
        >
          {showAuthor && !mine && (
            <div className="px-2.5 pt-1.5 text-[13px] font-semibold" style={{ color: colourOf(first.author) }}>
              {first.author}
            </div>
          )}
          {first.forwarded !== undefined && (
            <div className="px-2.5 pt-1.5 text-[12.5px] text-[#3a9a4f]">
              {t('forwarded')} <b>{first.forwarded}</b>
            </div>
          )}
          {first.reply !== undefined && <Quote {...first.reply} />}
          {pictures.length > 0 && <Album parts={pictures} kind={kind} />}
          {parts.map((part) => (
            <Attachment key={part.id} part={part} kind={kind} />
          ))}
          {text?.text === undefined ? (
            <Meta last={last} edited={parts.some((part) => part.edited)} over={bare || pictures.length > 0 ? 'picture' : 'row'} />
          ) : (
            <div className="flow-root px-2.5 pb-1 pt-1">
              <FormattedText text={text.text} marks={text.marks ?? []} />
              <Meta last={last} edited={parts.some((part) => part.edited)} over="text" />
            </div>
          )}
          {last.reactions.length > 0 && (
            <div className="flex flex-wrap gap-1 px-2 pb-1.5">
              {[...new Set(last.reactions)].map((emoji) => (
                <span key={emoji} className="rounded-full bg-[#3390ec]/15 px-2 py-0.5 text-[13px]">
                  {emoji} <span className="text-[11px] text-[#2b7cc9]">{last.reactions.filter((one) => one === emoji).length}</span>
                </span>
              ))}
            </div>
          )}
        </div>
        <button
          type="button"
          aria-label={t('actions')}
          onClick={(event) => onMenu(last, { x: event.clientX, y: event.clientY })}
          className={`absolute bottom-0.5 grid size-6 place-items-center rounded-full bg-black/25 text-white opacity-0 focus-visible:opacity-100 group-hover/bubble:opacity-100 ${mine ? '-left-7' : '-right-7'}`}
        >
          <Ellipsis size={14} />
        </button>
      </div>
      {last.buttons !== undefined && <Keyboard rows={last.buttons} onPress={onPress} />}
    </div>
  )
}

const metaPlaces = {
  text: 'relative top-1 float-right ml-2',
  row: 'relative -mt-4 justify-end px-2.5 pb-1',
  picture: 'absolute bottom-1.5 right-1.5 rounded-full bg-black/45 px-2 py-0.5 text-white!',
}

/** Time and ticks: in the last line of the text, beside a row, or on the picture. */
function Meta({ last, edited, over }: { last: View; edited: boolean; over: keyof typeof metaPlaces }) {
  const { t, language } = useWords()
  const time = new Date(last.at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour: '2-digit', minute: '2-digit' })
  const ticks: Record<string, ReactNode> = {
    sent: <Check size={14} aria-label="sent" />,
    delivered: <CheckCheck size={14} aria-label="delivered" />,
    read: <CheckCheck size={14} aria-label="read" className="text-[#3390ec]" />,
  }
  return (
    <span className={`${metaPlaces[over]} flex items-center gap-0.5 text-[11px] ${last.mine ? 'text-[#4fae4e]' : 'text-slate-400'}`}>
      {edited && <span className="italic">{t('edited')}</span>} {time} {last.state !== undefined && ticks[last.state]}
    </span>
  )
}

function Quote({ author, text, kind }: NonNullable<View['reply']>) {
  const { t } = useWords()
  const colour = colourOf(author)
  return (
    <div
      className="mx-2 mt-1.5 rounded-md border-l-[3px] px-2 py-0.5 text-[12.5px]"
      style={{ borderColor: colour, background: `${colour}1f` }}
    >
      <div className="font-semibold" style={{ color: colour }}>
        {author}
      </div>
      <div className="max-w-52 truncate text-slate-700">{text || (kind !== 'text' && t(kindWord(kind)))}</div>
    </div>
  )
}

function Album({ parts, kind }: { parts: View[]; kind: string }) {
  const columns = parts.length === 1 ? 1 : parts.length === 2 || parts.length === 4 ? 2 : 3
  return (
    <div className="grid w-[236px] max-w-full gap-0.5" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
      {parts.map((part) => part.media !== undefined && <Picture key={part.id} media={part.media} kind={kind} square={parts.length > 1} />)}
    </div>
  )
}

function Attachment({ part, kind }: { part: View; kind: string }) {
  const { media, place, card } = part
  if (place !== undefined) {
    return (
      <div className="w-[236px]">
        <div className="map grid h-28 place-items-center">
          <MapPin size={30} className="-mt-4 fill-[#e5533d] text-white drop-shadow" />
        </div>
        <div className="px-2.5 pt-1.5">
          {place.title !== undefined && <div className="font-semibold">{place.title}</div>}
          <div className="text-[12px] text-slate-500">{place.address ?? `${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`}</div>
        </div>
      </div>
    )
  }
  if (card !== undefined) return <Row icon={<User size={20} />} title={card.name} detail={card.phone} />
  if (media === undefined) return null
  const address = `/lab/${kind}/media/${media.key}`
  if (media.type === 'voice' || media.type === 'audio') return <Voice media={media} kind={kind} mine={part.mine} />
  if (media.type === 'sticker') return <img src={address} alt="" className="max-h-36 max-w-36 rounded-2xl drop-shadow" />
  if (media.type !== 'file') return null
  return (
    <a href={address} download={media.name}>
      <Row icon={<FileText size={20} />} title={media.name ?? ''} detail={sizeOf(media.bytes)} />
    </a>
  )
}

function Row({ icon, title, detail }: { icon: ReactNode; title: string; detail: string }) {
  return (
    <div className="flex min-w-48 items-center gap-2.5 px-2.5 pt-2">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-[#3390ec] text-white">{icon}</span>
      <span className="min-w-0">
        <span className="block truncate font-semibold">{title}</span>
        <span className="block text-[12px] text-slate-500">{detail}</span>
      </span>
    </div>
  )
}

function Keyboard({ rows, onPress }: { rows: Button[][]; onPress: (button: Button) => void }) {
  const style =
    'flex min-h-8 flex-1 items-center justify-center gap-1 rounded-lg bg-[#5e8a5c]/75 px-2 py-1 text-[13px] font-medium text-white'
  return (
    <div className="mt-1 flex w-full min-w-48 flex-col gap-1">
      {rows.map((row) => (
        <div key={row.map((button) => button.label).join(' ')} className="flex gap-1">
          {row.map((button) =>
            button.url === undefined ? (
              <button key={button.label} type="button" className={`${style} hover:bg-[#4d774b]`} onClick={() => onPress(button)}>
                {button.label} {button.pending && <LoaderCircle size={13} className="animate-spin" />}
              </button>
            ) : (
              <a key={button.label} href={button.url} target="_blank" rel="noreferrer" className={`${style} hover:bg-[#4d774b]`}>
                {button.label} <ExternalLink size={11} />
              </a>
            ),
          )}
        </div>
      ))}
    </div>
  )
}
