import { useTranslation } from '../../i18n/useTranslation.ts'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Controls } from './Controls.tsx'
import { Data } from './Data.tsx'
import { Picking } from './Picking.tsx'
import { Words } from './Words.tsx'

/** Every part that pages are made of, in all its states: for those who build pages, and to be looked at in each theme and language. */
export function KitPage() {
  const { t } = useTranslation()
  return (
    <Page wide title={t('pages.kit')} lead={t('kit.lead')}>
      <Tabs
        label={t('pages.kit')}
        tabs={[
          { id: 'controls', title: t('kit.controls'), content: <Controls /> },
          { id: 'picking', title: t('kit.choices'), content: <Picking /> },
          { id: 'words', title: t('kit.words'), content: <Words /> },
          { id: 'data', title: t('kit.data'), content: <Data /> },
        ]}
      />
    </Page>
  )
}
