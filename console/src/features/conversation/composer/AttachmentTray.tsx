import { FileText, X } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { StoredFile } from '../../../entities/message/files.ts'
import { fileUrl } from '../../../entities/message/files.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { fileSize } from '../../../lib/time.ts'
import { cx } from '../../../ui/cx.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Upload } from './useUploads.ts'

export interface AttachmentTrayProps {
  files: StoredFile[]
  uploads: Upload[]
  onRemove: (id: string) => void
  onCancel: (key: string) => void
}

const chip = 'relative flex h-12 w-56 max-w-full items-center gap-2.5 overflow-hidden rounded-lg border border-line bg-surface pr-1 pl-1.5'

/** Files that go along, and those that are still on their way to the server. */
export function AttachmentTray({ files, uploads, onRemove, onCancel }: AttachmentTrayProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  if (files.length === 0 && uploads.length === 0) return null
  return (
    <ul aria-label={t('composer.attachments')} className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map(({ id, name, mime, bytes }) => (
        <li key={id} className={chip}>
          {mime.startsWith('image/') ? (
            <img src={fileUrl(id)} alt="" className="size-9 shrink-0 rounded-md object-cover" />
          ) : (
            <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-sunken text-muted">
              <FileText aria-hidden className="size-4" />
            </span>
          )}
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="truncate text-xs font-medium">{name ?? id}</span>
            <span className="text-2xs text-muted">{fileSize(bytes, locale)}</span>
          </span>
          <IconButton size="sm" icon={X} label={t('composer.removeFile', { name: name ?? id })} onPress={() => onRemove(id)} />
        </li>
      ))}
      {uploads.map(({ key, name, progress, error }) => (
        <li key={key} className={cx(chip, error !== null && 'border-danger-line')}>
          <span className="flex min-w-0 flex-1 flex-col pl-1.5">
            <span className="truncate text-xs font-medium">{name}</span>
            <span role="status" className={cx('truncate text-2xs', error === null ? 'text-muted' : 'text-danger-ink')}>
              {error ?? t('composer.uploading', { percent: Math.round(progress * 100) })}
            </span>
          </span>
          <IconButton size="sm" icon={X} label={t('composer.removeFile', { name })} onPress={() => onCancel(key)} />
          {error === null && (
            <span
              aria-hidden
              style={{ width: `${progress * 100}%` }}
              className="absolute bottom-0 left-0 h-0.5 bg-accent transition-[width]"
            />
          )}
        </li>
      ))}
    </ul>
  )
}
