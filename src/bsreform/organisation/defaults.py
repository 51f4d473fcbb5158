"""Targets, annual weights and thresholds where the settings give none."""

# Full marks of Decision 766/QĐ-TTg; it has none for payment, so that one is our editable default.
TARGETS = {
    "online_rate": 50.0,
    "online_payment_rate": 50.0,
    "component_digitisation_rate": 80.0,
    "result_digitisation_rate": 80.0,
    "full_digitisation_rate": 80.0,
    "reuse_rate": 80.0,
    "on_time_rate": 90.0,
}
ANNUAL_WEIGHTS = {
    "tasks": 40.0,
    "on_time": 20.0,
    "digitisation": 15.0,
    "online": 10.0,
    "payment": 10.0,
    "quality": 5.0,
    "punctuality": 0.0,
}
ANNUAL_THRESHOLDS = {"excellent": 90.0, "good": 70.0, "completed": 50.0}
