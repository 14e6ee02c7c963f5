import { Contact, CornerDownRight, ExternalLink, MapPin, MousePointerClick, Puzzle } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { MarkedText } from '../MarkedText.tsx'
import { safeHref } from '../spans.ts'
import type { PartOf } from './types.ts'

const card = 'flex w-72 max-w-full items-start gap-3 rounded-lg border border-line bg-surface px-3 py-2.5 text-ink'
const icon = 'mt-0.5 size-4 shrink-0 text-muted'

export function LocationPart({ part: { latitude, longitude, name, address } }: { part: PartOf<'location'> }) {
  const { t } = useTranslation()
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return (
    <div className={card}>
      <MapPin aria-hidden className={icon} />
      <div className="flex min-w-0 flex-1 flex-col text-sm">
        <span className="font-medium">{name || t('parts.location')}</span>
        {address && <span className="text-muted">{address}</span>}
        <span className="text-xs text-muted tabular-nums">{place}</span>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer"
          className="tap mt-1 inline-flex items-center self-start text-xs text-accent-ink hover:underline"
        >
          {t('parts.openMap')}
        </a>
      </div>
    </div>
  )
}

export const CardPart = ({ part: { name, phones } }: { part: PartOf<'contact'> }) => (
  <div className={card}>
    <Contact aria-hidden className={icon} />
    <div className="flex min-w-0 flex-col text-sm">
      <span className="font-medium">{name}</span>
      {phones?.map((phone) => (
        <span key={phone} className="text-muted tabular-nums">
          {phone}
        </span>
      ))}
    </div>
  </div>
)

export function LinkPart({ part: { url, title, description } }: { part: PartOf<'link'> }) {
  const href = safeHref(url)
  const inner = (
    <>
      <ExternalLink aria-hidden className={icon} />
      <span className="flex min-w-0 flex-col text-sm">
        {title && <span className="font-medium">{title}</span>}
        {description && <span className="line-clamp-3 text-muted">{description}</span>}
        <span className="truncate text-xs text-muted">{url}</span>
      </span>
    </>
  )
  if (href === null) return <div className={card}>{inner}</div>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={`${card} hover:border-line-strong`}>
      {inner}
    </a>
  )
}

export const MenuPart = ({ part: { prompt, options } }: { part: PartOf<'menu'> }) => (
  <div className="flex flex-col gap-2">
    <p>
      <MarkedText text={prompt} />
    </p>
    <ul className="flex flex-wrap gap-1.5">
      {options.map(({ id, label }) => (
        <li key={id} className="rounded-md border border-accent-line bg-surface px-2 py-0.5 text-sm text-accent-ink">
          {label}
        </li>
      ))}
    </ul>
  </div>
)

export function PressPart({ part: { id, label } }: { part: PartOf<'press'> }) {
  const { t } = useTranslation()
  return (
    <p className="flex items-center gap-2">
      <MousePointerClick role="img" aria-label={t('parts.pressed')} className="size-4 shrink-0 text-muted" />
      <span className="font-medium">{label ?? id}</span>
    </p>
  )
}

export const QuotePart = ({ part: { text } }: { part: PartOf<'quote'> }) => (
  <blockquote className="flex gap-1.5 border-l-2 border-line-strong pl-2 text-sm text-muted">
    <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
    <span className="line-clamp-4 wrap-anywhere whitespace-pre-wrap">{text}</span>
  </blockquote>
)

export function UnsupportedPart({ part: { kind, summary } }: { part: PartOf<'unsupported'> }) {
  const { t } = useTranslation()
  return (
    <div className="flex max-w-full items-start gap-2.5 rounded-lg border border-dashed border-line-strong px-3 py-2 text-sm text-muted">
      <Puzzle aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {summary}
        <span className="block text-xs text-faint">{t('parts.unsupported', { kind })}</span>
      </span>
    </div>
  )
}
