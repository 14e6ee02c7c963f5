import { CopyField } from '../../ui/CopyField.tsx'
import { qrOf } from './qr.ts'

/** A text to be scanned with a phone. Dark on white in every theme: many scanners do not read it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrOf(text)
  if (!code) return <CopyField label={label} value={text} />
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className="size-60 max-w-full shrink-0 rounded-lg border border-line forced-color-adjust-none"
    >
      <path d={`M0 0h${code.size}v${code.size}h-${code.size}z`} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}
