import 'temporal-polyfill/global';
import { bundleSource } from '../src/fhir/bundle-source.ts';
import { readChart, readMore } from '../src/fhir/chart.ts';
import { samplePatient, SAMPLE_PATIENTS } from './ehr/patients/sample-patients.ts';
import { assessMonth } from '../src/ccm/assess-month.ts';
import { policyWith } from '../src/ccm/policy.ts';
import { loadChronicConditions } from '../src/ccm/conditions.ts';
const policy=policyWith(await loadChronicConditions());
for(const {id,story} of SAMPLE_PATIENTS){
 const rs=samplePatient(id,'2026-11-21','America/New_York','23:59').map(r=>typeof r==='string'?JSON.parse(r):r);
 const s=bundleSource(rs);
 const o={patientId:id,month:'2026-11',asOf:'2026-11-21',settings:{timeZone:'America/New_York',settingType:'pfs-practice',practice:{access24x7:true,designatedCareTeamMember:true,certifiedEhr:true}},user:'Practitioner/prac-rn'} as const;
 let t=performance.now();
 const r=await readChart(s,o); const d=performance.now()-t; const m=await readMore(s,r,o);
 console.log(id, story, rs.length, d.toFixed(0)+'ms', 'problems', r.problems.length, JSON.stringify(r.problems.slice(0,2)));
 console.log('   unknown', JSON.stringify(m.chart.unknownBecause), 'visits', m.chart.visits?.length, 'possible', m.possibleVisits.length, 'start', m.chart.ccmStartDate, 'billing', JSON.stringify(m.chart.billingPractitioner));
 for (const x of [r,m]) try{ const a=assessMonth(x.chart,'2026-11',policy,'2026-11-21'); console.log('   ',a.proposal, a.eligible, a.billable, 'block',a.blockers.join(), 'unk',a.unknowns.join(),'warn',a.warnings.join(), JSON.stringify(a.countedMinutes), JSON.stringify(a.codes), a.distinctChronicConditions.length);}catch(e){console.log('   assess', String(e).slice(0,200));}
}
