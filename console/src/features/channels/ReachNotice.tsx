import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Kind } from '../../entities/channel/api.ts'
import { CopyField } from '../../ui/CopyField.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Of the machine that the hub runs on, as one came here: what a tunnel or a proxy on it has to lead to. */
const { origin, host } = location
const TUNNEL = `cloudflared tunnel --url ${origin}`
const PROXY = `caddy reverse-proxy --from desk.example.com --to ${host}`
const START = 'PUBLIC_URL=https://desk.example.com npm start'

/** Says that platforms cannot call this hub, and how they can, before one of them does. Nothing where it does not matter. */
export function ReachNotice({ kind }: { kind: Pick<Kind, 'reach'> }) {
  const { t } = useTranslation()
  if (kind.reach !== 'private') return null
  return (
    <Notice tone="warn" className="max-w-2xl">
      <span className="block font-medium">{t('reach.title')}</span>
      {t('reach.text')}
      <span className="mt-3 flex flex-col gap-3">
        <CopyField label={t('reach.tunnel')} what="cloudflared" value={TUNNEL} />
        <CopyField label={t('reach.proxy')} what="Caddy" value={PROXY} />
        <CopyField label={t('reach.start')} what="PUBLIC_URL" value={START} description={t('reach.startHint')} />
      </span>
    </Notice>
  )
}
