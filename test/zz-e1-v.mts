import 'temporal-polyfill/global';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join, extname } from 'node:path';
import { bundleSource } from '../src/fhir/bundle-source.ts';
import { readChart, readMore } from '../src/fhir/chart.ts';
const P='/work/shared/patients/vendor-shapes';
for(const d of readdirSync(P)){
 const files=readdirSync(join(P,d),{recursive:true,withFileTypes:true}).filter(e=>e.isFile()).map(e=>join(e.parentPath,e.name));
 const values:any[]=[];
 for(const f of files){try{const t=f.endsWith('.gz')?gunzipSync(readFileSync(f)).toString():readFileSync(f,'utf8'); const v=JSON.parse(t); values.push(v);}catch(e){console.log('unparsed',f,String(e).slice(0,80))}}
 const flat:any[]=[];const walk=(v:any)=>{if(Array.isArray(v))v.forEach(walk);else if(v?.resourceType==='Bundle')(v.entry??[]).forEach((e:any)=>walk(e?.resource));else if(v?.resourceType)flat.push(v);};walk(values);
 const ids=new Map<string,number>();for(const r of flat){const ref=r.subject?.reference??r.patient?.reference??r.beneficiary?.reference;if(typeof ref==='string'&&ref.includes('Patient/')){const id=ref.split('Patient/')[1]!;ids.set(id,(ids.get(id)??0)+1);}}
 const types=new Map<string,number>();for(const r of flat)types.set(r.resourceType,(types.get(r.resourceType)??0)+1);
 console.log(d,JSON.stringify([...types]),JSON.stringify([...ids].slice(0,8)), flat.filter(r=>r.resourceType==='Patient').map(r=>JSON.stringify(r.id)).join());
 for(const [id] of ids){const s=bundleSource([...flat,...(flat.some(r=>r.resourceType==='Patient'&&r.id===id)?[]:[{resourceType:'Patient',id}])]);const o={patientId:id,month:'2026-10',asOf:'2026-10-31',settings:{timeZone:'America/New_York'}};const m=await readMore(s,await readChart(s,o),o);
 const c=new Map<string,number>();for(const p of m.problems){const k=`${p.type} ${p.path.replaceAll(/\d+/g,'n')} ${p.kind}`;c.set(k,(c.get(k)??0)+1);}
 console.log('   ',id,'cond',m.chart.conditions?.length,'possible',m.possibleVisits.length,'plans',m.carePlans.length,'cov',m.chart.coverage?.type,JSON.stringify([...c]));}
}
