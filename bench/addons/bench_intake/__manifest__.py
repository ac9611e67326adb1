{
    "name": "Bench Intake",
    "summary": "What the intake route is compared with; for benchmarks alone",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "medspa_speed_to_lead contributors",
    "license": "LGPL-3",
    "depends": ["crm"],
    "data": ["security/ir.model.access.csv"],
}
