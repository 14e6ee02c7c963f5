import { Cable } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { sayDone } from '../../lib/done.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import type { Tone } from '../../ui/Badge.tsx'
import { Badge, Dot } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Chips } from '../../ui/Chips.tsx'
import { DoneLine } from '../../ui/DoneLine.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { toast } from '../../ui/toast.tsx'

const TONES: readonly Tone[] = ['neutral', 'accent', 'ok', 'warn', 'danger']
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const

export function Words() {
  const { t } = useTranslation()
  const [left, keep] = useState<readonly (typeof PRIORITIES)[number][]>(PRIORITIES)
  return (
    <>
      <PageSection title={t('kit.marks')}>
        <div className="flex flex-wrap items-center gap-3">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              <Dot tone={tone} />
              {t('status.active')}
            </Badge>
          ))}
          <Kbd>Ctrl</Kbd>
          <Spinner />
          <Avatar name="Maya Okafor" seed="1" />
          <Avatar name="王小明" seed="2" size="md" />
        </div>
        <Chips
          label={t('conversation.priority')}
          chips={left.map((id) => ({ id, text: t(`priority.${id}`) }))}
          onRemove={(id) => keep(left.filter((one) => one !== id))}
        />
      </PageSection>
      <PageSection title={t('kit.notices')}>
        {(['info', 'ok', 'warn', 'danger'] as const).map((tone) => (
          <Notice key={tone} tone={tone} action={<Button size="sm">{t('common.tryAgain')}</Button>}>
            {t('kit.lead')}
          </Notice>
        ))}
        <div className="relative flex gap-2">
          <Button onPress={() => toast.failed(t('problems.no-answer'))}>{t('kit.sayFailed')}</Button>
          <Button onPress={() => sayDone(t('common.saved'), () => {})}>{t('kit.sayDone')}</Button>
          <DoneLine />
        </div>
      </PageSection>
      <PageSection title={t('kit.nothing')}>
        <EmptyState icon={Cable} title={t('channels.none')}>
          {t('channels.noneText')}
        </EmptyState>
      </PageSection>
    </>
  )
}
