/** A document a rule rests on. `kind` says whose words they are; secondary documents may be wrong. */
export interface Source {
  readonly title: string;
  readonly url: string;
  readonly kind: 'government' | 'contractor' | 'regulation' | 'society' | 'secondary';
}

export const SOURCES = {
  'cms-connected-care': {
    title: 'CMS, Connected Care: chronic care management (2023)',
    url: 'https://www.cms.gov/about-cms/agency-information/omh/equity-initiatives/chronic-care-management',
    kind: 'government',
  },
  'cms-ccm-booklet': {
    title: 'CMS, MLN909188 Chronic Care Management Services',
    url: 'https://www.cms.gov/files/document/chroniccaremanagement.pdf',
    kind: 'government',
  },
  'cms-ccm-faq': {
    title: 'CMS, practitioner FAQ on chronic care management (2022)',
    url: 'https://www.cms.gov/files/document/chronic-care-management-faqs.pdf',
    kind: 'government',
  },
  'positive-check': {
    title: 'Positive Check, summary of the CMS practitioner FAQ (2026)',
    url: 'https://www.positivecheck.com/blog/ccm-billing-2026-cpt-codes-guide',
    kind: 'secondary',
  },
  'cms-faq-2017': {
    title: 'CMS FAQ of January 2017, reprinted by the Remington Report',
    url: 'https://remingtonreport.com/intelligence-resources/partnership-development/22-key-facts-about-physician-ccm-billing',
    kind: 'government',
  },
  'amda-facilities': {
    title: 'AMDA, quoting the CMS FAQ on facilities and place of service (2016)',
    url: 'https://old.paltc.org/publications/cms-you-can-bill-ccm-non-part-nursing-facility-stays',
    kind: 'society',
  },
  'aafp-2015': {
    title: 'AAFP FPM, quoting the CMS FAQ on date of service and inpatients (2015)',
    url: 'https://www.aafp.org/content/brand/aafp/journals/fpm/blogs/gettingpaid/entry/more_answers_to_questions_about.html',
    kind: 'society',
  },
  'aafp-qa': {
    title: 'AAFP FPM, questions on chronic care management',
    url: 'https://www.aafp.org/journals/fpm/blogs/gettingpaid/entry/chronic_care_management_lots_of.html',
    kind: 'society',
  },
  codapedia: {
    title: 'Codapedia, quoting CMS on the date of service and add-on limits',
    url: 'https://www.codapedia.com/topicOpen.cfm?id=hfxv1pc58hk53v887zb0b57dd1rv5k5',
    kind: 'secondary',
  },
  'noridian-qa': {
    title: 'Noridian, chronic care management questions and answers (2017)',
    url: 'https://med.noridianmedicare.com/web/jeb/education/event-materials/ccm-qa',
    kind: 'contractor',
  },
  'noridian-review': {
    title: 'Noridian, medical review FAQ',
    url: 'https://med.noridianmedicare.com/web/jfb/fees-news/faqs/mr',
    kind: 'contractor',
  },
  'cgs-2015': {
    title: 'CGS, chronic care management questions and answers (2015)',
    url: 'http://cgsmedicare.com/partb/pubs/news/2015/0315/cope28756.html',
    kind: 'contractor',
  },
  'cgs-rhc': {
    title: 'CGS, chronic care management in FQHCs and RHCs (2022)',
    url: 'https://www.cgsmedicare.com/partb/pubs/news/2022/02/cope25037.html',
    kind: 'contractor',
  },
  'oig-2021': {
    title: 'HHS OIG, A-07-19-05122 (2021)',
    url: 'https://oig.hhs.gov/reports/all/2021/medicare-continues-to-make-overpayments-for-chronic-care-management-services-costing-the-program-and-its-beneficiaries-millions-of-dollars',
    kind: 'government',
  },
  'oig-2019': {
    title: 'HHS OIG, A-07-17-05101 (2019)',
    url: 'https://oig.hhs.gov/reports/all/2019/medicare-made-hundreds-of-thousands-of-dollars-in-overpayments-for-chronic-care-management-services',
    kind: 'government',
  },
  'oig-plan-2026': {
    title: 'HHS OIG work plan, OAS-26-09-007 (2026)',
    url: 'https://oig.hhs.gov/reports/work-plan/browse-work-plan-projects/audit-of-medicare-payments-for-chronic-care-management-services-at-risk-of-noncompliance',
    kind: 'government',
  },
  'oversight-gov': {
    title: 'Oversight.gov, open recommendations of A-07-19-05122',
    url: 'https://www.oversight.gov/reports/audit/medicare-continues-make-overpayments-chronic-care-management-services-costing-program',
    kind: 'government',
  },
  techtarget: {
    title: 'TechTarget, summary of OIG A-07-19-05122',
    url: 'https://techtarget.com/revcyclemanagement/news/366601207/OIG-Medicare-Overpays-for-Chronic-Care-Management-Services',
    kind: 'secondary',
  },
  '42-cfr-410-26': {
    title: '42 CFR 410.26, incident-to services',
    url: 'https://www.law.cornell.edu/cfr/text/42/410.26',
    kind: 'regulation',
  },
  '42-cfr-405-2413': {
    title: '42 CFR 405.2413, incident-to services in RHCs and FQHCs',
    url: 'https://ecfr.io/Title-42/Section-405.2413',
    kind: 'regulation',
  },
  'aafp-apcm': {
    title: 'AAFP, advanced primary care management',
    url: 'https://www.aafp.org/family-physician/practice-and-career/getting-paid/coding/advanced-primary-care-management.html',
    kind: 'society',
  },
  'rhihub-apcm': {
    title: 'RHIhub, advanced primary care management',
    url: 'https://ruralhealthinfo.org/care-management/advanced-primary-care-management',
    kind: 'secondary',
  },
  'rhihub-ccm': {
    title: 'RHIhub, chronic care management',
    url: 'https://ruralhealthinfo.org/care-management/chronic-care-management',
    kind: 'secondary',
  },
  'rhihub-pcm': {
    title: 'RHIhub, principal care management',
    url: 'https://ruralhealthinfo.org/care-management/principal-care-management',
    kind: 'secondary',
  },
  'fairpath-apcm': {
    title: 'FairPath, APCM behavioural add-ons (2026)',
    url: 'https://www.fairpath.ai/resources/apcm-behavioral-health-add-on-2026',
    kind: 'secondary',
  },
  'bass-berry-apcm': {
    title: 'Bass Berry, APCM levels',
    url: 'https://bassberry.com/news/cms-supports-primary-care-by-reimbursing-for-advanced-primary-care-management-services',
    kind: 'secondary',
  },
  'cla-2020': {
    title: 'CLA, the CY2020 fee schedule rule',
    url: 'https://blogs.claconnect.com/healthcareinnovation/cms-improves-care-management-reimbursement/',
    kind: 'secondary',
  },
  'caravan-tcm': {
    title: 'Caravan Health, TCM concurrency under the CY2020 rule',
    url: 'https://caravanhealth.com/thought-leadership/articles/2020-physician-fee-schedule-tcm/',
    kind: 'secondary',
  },
  'aapc-2021': {
    title: 'AAPC, the 2021 revisions of the chronic care management codes',
    url: 'https://www.aapc.com/codes/coding-newsletters/my-evaluation-management-coding-alert/care-management-take-care-to-know-these-ccm-changes-166808-article',
    kind: 'secondary',
  },
  'aap-99437': {
    title: 'AAP Coding News on 99437 (2022)',
    url: 'https://publications.aap.org/codingnews/article-abstract/17/1/7/179699/',
    kind: 'society',
  },
  'certintell-2022': {
    title: 'Certintell, the 2022 care management codes',
    url: 'https://certintell.com/billing/2022-cpt-changes/',
    kind: 'secondary',
  },
  'codingintel-prolonged': {
    title: 'CodingIntel, prolonged non-face-to-face services',
    url: 'https://codingintel.com/start-stop-times-required-non-face-to-face-services',
    kind: 'secondary',
  },
  'aafp-bhi': {
    title: 'AAFP, behavioural health integration',
    url: 'https://aafp.org/family-physician/practice-and-career/getting-paid/coding/behavioral-health-integration-coding.html',
    kind: 'society',
  },
  'aapc-homecare': {
    title: 'AAPC, quoting CMS on home health, hospice and dialysis (2015)',
    url: 'https://aapc.com/codes/coding-newsletters/my-homecare-week-alert/referrals-help-your-docs-obtain-chronic-care-pay-with-these-tips-146412-article',
    kind: 'secondary',
  },
  payerready: {
    title: 'PayerReady, 2026 code pages with unit edits',
    url: 'https://payerready.com/codes/cpt/99490',
    kind: 'secondary',
  },
  cptcodecalculator: {
    title: 'CptCodeCalculator, 2026 code pages',
    url: 'https://cptcodecalculator.com/cpt-codes/99490',
    kind: 'secondary',
  },
  'immedicare-99489': {
    title: 'ImmediCare, 99489 (2026)',
    url: 'https://immedicaresolutions.com/wiki/99489',
    kind: 'secondary',
  },
  medpayiq: {
    title: 'MedPayIQ, 2025 relative values',
    url: 'https://medpayiq.com/cpt/99439',
    kind: 'secondary',
  },
  rvudoc: {
    title: 'RVUdoc, 2026 code pages',
    url: 'https://www.rvudoc.com/billing/codes/99490',
    kind: 'secondary',
  },
  'phamily-2024': {
    title: 'Phamily, 2024 code summary',
    url: 'https://phamily.com/2024-ccm-codes/',
    kind: 'secondary',
  },
  'aapc-2026-factors': {
    title: 'AAPC, the CY2026 conversion factors',
    url: 'https://www.aapc.com/codes/coding-newsletters/my-medicare-compliance-reimbursement-alert/medicare-regulations-find-out-which-proposals-made-the-mpfs-final-rule-179837-article',
    kind: 'secondary',
  },
  'codingintel-rhc': {
    title: 'CodingIntel, RHC and FQHC update (2025)',
    url: 'https://codingintel.com/rhc-and-fqhc-update',
    kind: 'secondary',
  },
  'care-logic-g0511': {
    title: 'Care-Logic, the end of G0511',
    url: 'https://www.care-logichm.com/blog/g0511-practical-guide-rhc-fqhc',
    kind: 'secondary',
  },
  'prevounce-g0511': {
    title: 'Prevounce, G0511 in 2024',
    url: 'https://blog.prevounce.com/whats-happening-with-care-management-code-g0511',
    kind: 'secondary',
  },
  'cms-rhc-booklet': {
    title: 'CMS, MLN006398 Information for Rural Health Clinics (2026)',
    url: 'https://www.cms.gov/files/document/mln006398-information-rural-health-clinics.pdf',
    kind: 'government',
  },
  'rimidi-rpm': {
    title: 'Rimidi, the 2026 remote monitoring codes',
    url: 'https://rimidi.com/news/2026-rpm-code-expansion',
    kind: 'secondary',
  },
  'cliniq-rtm': {
    title: 'Cliniq, CCM with remote therapeutic monitoring',
    url: 'https://www.cliniqhealthcare.com/blog/ccm-rtm-primary-care-chronic-care-revenue',
    kind: 'secondary',
  },
  emblemhealth: {
    title: 'EmblemHealth, care management policy',
    url: 'https://www.emblemhealth.com/providers/claims-corner/coding/care-management-services',
    kind: 'secondary',
  },
  regence: {
    title: 'Regence, reimbursement policy 122',
    url: 'https://ump.regence.com/provider/reimbursement-policy/care-management-services',
    kind: 'secondary',
  },
  timedoc: {
    title: 'TimeDoc, whose time and which activities',
    url: 'https://timedochealth.com/2021/01/11/18-questions-most-healthcare-organizations-have-about-chronic-care-management',
    kind: 'secondary',
  },
  'threshold-wording': {
    title: 'Threshold wording of the CMS booklet, reprinted 2018',
    url: 'http://medicarepaymentandreimbursement.com/2018/06/cpt-99490-99487-99489-chronic-care.html',
    kind: 'secondary',
  },
  icd10monitor: {
    title: 'ICD10monitor, care management services',
    url: 'https://www.icd10monitor.com/care-management-services-get-paid-for-what-you-are-already-doing',
    kind: 'secondary',
  },
  'svmic-g0506': {
    title: 'SVMIC, G0506',
    url: 'https://svmic.com/resources/newsletters/30/new-coding-opportunity',
    kind: 'secondary',
  },
  'noridian-chi': {
    title: 'Noridian, community health integration',
    url: 'https://med.noridianmedicare.com/web/jfb/specialties/care-coordination/community-health-integration-chi-services',
    kind: 'contractor',
  },
  'nextgen-plan': {
    title: 'NextGen, care plan elements',
    url: 'https://www.nextgen.com/blog/chronic-care-management',
    kind: 'secondary',
  },
  'careharmony-consent': {
    title: 'CareHarmony, the consent form',
    url: 'https://care-harmony.com/ccm-consent-form',
    kind: 'secondary',
  },
  'aapc-answering': {
    title: 'AAPC, 24/7 access and answering machines (2015)',
    url: 'https://aapc.com/codes/coding-newsletters/my-medicare-compliance-reimbursement-alert/compliance-watch-your-pos-coding-or-invite-scrutiny-146740-article',
    kind: 'secondary',
  },
  'telehealth-2027': {
    title: 'McGuireWoods, telehealth flexibilities through 2027',
    url: 'https://www.mcguirewoods.com/client-resources/alerts/2026/2/understanding-congress-latest-extension-of-medicare-telehealth-flexibilities',
    kind: 'secondary',
  },
  'access-model': {
    title: 'HomeCare Magazine, CMS guidance on the ACCESS model (2026)',
    url: 'https://www.homecaremag.com/news/cms-issues-new-guidance-access-model-payment-arrangements',
    kind: 'secondary',
  },
  'guide-model': {
    title: 'GUIDE model payment design (copy)',
    url: 'https://ramodels.notion.site/Payment-Design-1c9ccb943faf41f1bfb4f926e0bd39be',
    kind: 'secondary',
  },
  'officeemr-99439': {
    title: 'OfficeEMR, 99439 twice a month',
    url: 'https://officeemr.knowledgeowl.com/help/chronic-care-management-healthwatch-billing',
    kind: 'secondary',
  },
  'legalclarity-99487': {
    title: 'LegalClarity, 99487',
    url: 'https://legalclarity.org/99487-cpt-code-description-billing-eligibility-and-rules/',
    kind: 'secondary',
  },
  'ccn-pcm': {
    title: 'CCN Health, principal care management (2026)',
    url: 'https://ccnhealth.com/articles/blog/pcm-billing-guide-2026',
    kind: 'secondary',
  },
  'pfs-2017': {
    title: 'CY2017 fee schedule final rule, 81 FR 80170',
    url: 'https://www.federalregister.gov/citation/81-FR-80170',
    kind: 'regulation',
  },
  'pfs-2020': {
    title: 'CY2020 fee schedule final rule, 84 FR 62568',
    url: 'https://www.federalregister.gov/citation/84-FR-62568',
    kind: 'regulation',
  },
  'pfs-2022': {
    title: 'CY2022 fee schedule final rule, 86 FR 64996',
    url: 'https://www.federalregister.gov/citation/86-FR-64996',
    kind: 'regulation',
  },
  'pfs-2024': {
    title: 'CY2024 fee schedule final rule, 88 FR 78818',
    url: 'https://www.federalregister.gov/citation/88-FR-78818',
    kind: 'regulation',
  },
  'pfs-2025': {
    title: 'CY2025 fee schedule final rule, 89 FR 97710',
    url: 'https://www.federalregister.gov/citation/89-FR-97710',
    kind: 'regulation',
  },
  'pfs-2026': {
    title: 'CY2026 fee schedule final rule, 90 FR 49266',
    url: 'https://www.federalregister.gov/citation/90-FR-49266',
    kind: 'regulation',
  },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;
